package io.coral.cli.truth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What a colony shows of itself to Prometheus. */
record ShownNumbers(HttpClient client, URI address) {
  /**
   * @param address as the colony announces it
   */
  ShownNumbers(String address) {
    this(HttpClient.newHttpClient(), URI.create(address));
  }

  /**
   * A whole number; 0 if it is not there.
   *
   * @param name with its labels
   */
  long value(String name) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }
}
