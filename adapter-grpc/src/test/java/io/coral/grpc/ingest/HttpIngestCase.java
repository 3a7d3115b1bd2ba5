package io.coral.grpc.ingest;

import com.google.protobuf.MessageLite;
import io.coral.ports.Door;
import io.coral.ports.TelemetryIntake;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;

/** A server that takes OTLP over HTTP, and a client. */
abstract class HttpIngestCase {
  static final String PROTOBUF = "application/x-protobuf";

  private final HttpClient client = HttpClient.newHttpClient();
  final ScriptedIntake scripted = new ScriptedIntake();
  TelemetryServer server;

  @AfterEach
  void end() {
    server.close();
  }

  final void serve(TelemetryIntake intake, IngestLimits limits) {
    server =
        new OtlpServers(limits)
            .start(
                Protocol.HTTP,
                intake,
                Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .get();
  }

  final CompletableFuture<HttpResponse<byte[]>> postAsync() {
    return client.sendAsync(
        request("/v1/traces", PROTOBUF)
            .POST(BodyPublishers.ofByteArray(Requests.traces(Requests.span(1)).toByteArray()))
            .build(),
        BodyHandlers.ofByteArray());
  }

  final HttpResponse<byte[]> post(String path, String type, MessageLite message)
      throws IOException, InterruptedException {
    return send(request(path, type).POST(BodyPublishers.ofByteArray(message.toByteArray())));
  }

  final HttpResponse<byte[]> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(request(path, type).POST(BodyPublishers.ofString(body)));
  }

  final HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  final HttpRequest.Builder request(String path, String type) {
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", type)
        .timeout(Duration.ofSeconds(30));
  }

  final URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  static String head(String path, int length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: "
        + PROTOBUF
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
