package io.coral.benchmarks.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Prometheus in a process of its own, on a port and in a folder that nobody else has. */
public final class Prometheus implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final URI address;
  private final Path folder;

  private Prometheus(Process process, URI address, Path folder) {
    this.process = process;
    this.address = address;
    this.folder = folder;
  }

  /** Starts one, where it is installed. */
  public static Optional<Prometheus> start() throws IOException, InterruptedException {
    return start("");
  }

  /**
   * Starts one, where it is installed.
   *
   * @param settings its file
   */
  public static Optional<Prometheus> start(String settings, String... flags)
      throws IOException, InterruptedException {
    Optional<Path> program = Peer.program("prometheus");
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("prometheus");
    Path file = Files.writeString(folder.resolve("prometheus.yml"), settings);
    URI address = URI.create("http://127.0.0.1:" + freePort());
    var command =
        new ArrayList<String>(
            List.of(
                program.get().toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address.getAuthority(),
                "--log.level=error"));
    command.addAll(List.of(flags));
    Process process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // where a run is broken off
    var prometheus = new Prometheus(process, address, folder);
    prometheus.awaitReady();
    return Optional.of(prometheus);
  }

  /** Its own client, asking one question. */
  public Optional<Peer> instantQuery() {
    return Peer.program("promtool")
        .map(
            promtool ->
                new Peer(
                    "`promtool query instant`, of a Prometheus",
                    List.of(promtool.toString(), "query", "instant", address.toString(), "1 + 1")));
  }

  /** Posts a message of OTLP. */
  public void post(String path, byte[] message) throws IOException {
    HttpURLConnection asked = connection(path);
    asked.setRequestMethod("POST");
    asked.setDoOutput(true);
    asked.setRequestProperty("Content-Type", "application/x-protobuf");
    try (OutputStream body = asked.getOutputStream()) {
      body.write(message);
    }
    answer(asked);
  }

  /** Its answer to a question as of a moment, in JSON. */
  public String query(String question, Instant at) throws IOException {
    return answer(
        connection(
            "/api/v1/query?time="
                + at.getEpochSecond()
                + "&query="
                + URLEncoder.encode(question, StandardCharsets.UTF_8)));
  }

  private HttpURLConnection connection(String path) throws IOException {
    return (HttpURLConnection) address.resolve(path).toURL().openConnection();
  }

  /** Reads to the end, so that the connection is kept. */
  private static String answer(HttpURLConnection asked) throws IOException {
    int code = asked.getResponseCode();
    try (InputStream body = code < 400 ? asked.getInputStream() : asked.getErrorStream()) {
      String answer = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (code >= 400) {
        throw new IOException("Prometheus answers " + code + ": " + answer);
      }
      return answer;
    }
  }

  public long diskBytes() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }

  public long residentBytes() {
    return PeakMemory.residentBytes(process.toHandle());
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isReady()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw new IOException("Prometheus does not start");
      }
      Thread.sleep(100);
    }
  }

  private boolean isReady() {
    try {
      return connection("/-/ready").getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Prometheus::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
