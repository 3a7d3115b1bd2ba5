package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.coral.deno.HostileCorpusInOwnJvm.Ended;
import io.coral.deno.jail.Jail;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The hostile corpus, in the sandbox and then with the kernel's jail alone, around secrets: in a
 * file outside of the root, in the environment and in the memory of the process that runs it. And
 * around ears: a port, a datagram's port and a socket in a file, none of which may hear a byte.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HostileCorpusTest {
  private static final String IN_FILE = "canary-in-a-file-5d1e";
  private static final String IN_ENVIRONMENT = "canary-in-the-environment-90ab";
  private static final String WORD = "word-to-be-sent-c3d4";

  /** Each would reach Deno, or what it loads, through an environment that is passed on. */
  private static final Map<String, String> TRAPS =
      Map.ofEntries(
          Map.entry("CANARY", IN_ENVIRONMENT),
          Map.entry("DENO_V8_FLAGS", "--help"),
          Map.entry("DENO_PERMISSION_BROKER_PATH", "/nowhere/broker.sock"),
          Map.entry("DENO_AUDIT_PERMISSIONS", "/nowhere/audit"),
          Map.entry("DENO_CERT", "/nowhere/cert.pem"),
          Map.entry("DENO_DIR", "/nowhere/deno"),
          Map.entry("DENO_AUTH_TOKENS", IN_ENVIRONMENT + "@deno.land"),
          Map.entry("DENO_TLS_CA_STORE", "nowhere"),
          Map.entry("DENO_COVERAGE_DIR", "/nowhere/coverage"),
          Map.entry("DENO_INSTALL_ROOT", "/nowhere/install"),
          Map.entry("DENO_NO_PROMPT", ""),
          Map.entry("DENO_REPL_HISTORY", "/nowhere/history"),
          Map.entry("DENO_SERVE_ADDRESS", "tcp:127.0.0.1:1"),
          Map.entry("DENO_TRACE_PERMISSIONS", "1"),
          Map.entry("DENO_UNSTABLE_CRON_SOCK", "/nowhere/cron.sock"),
          Map.entry("OTEL_DENO", "true"),
          Map.entry("OTEL_EXPORTER_OTLP_HEADERS", IN_ENVIRONMENT),
          Map.entry("JSR_URL", "http://127.0.0.1:1/"),
          Map.entry("JSR_TOKEN", IN_ENVIRONMENT),
          Map.entry("NPM_CONFIG_REGISTRY", "http://127.0.0.1:1/"),
          Map.entry("NODE_OPTIONS", "--require=/nowhere/x.js"),
          Map.entry("NODE_EXTRA_CA_CERTS", "/nowhere/cert.pem"),
          Map.entry("NODE_TLS_REJECT_UNAUTHORIZED", "0"),
          Map.entry("NODE_DEBUG", "*"),
          Map.entry("RUST_LOG", "trace"),
          Map.entry("RUST_BACKTRACE", "full"),
          Map.entry("LD_PRELOAD", "/nowhere/preload.so"),
          Map.entry("LD_LIBRARY_PATH", "/nowhere"),
          Map.entry("GLIBC_TUNABLES", "glibc.malloc.check=3"),
          Map.entry("MALLOC_TRACE", "/nowhere/trace"),
          Map.entry("SSLKEYLOGFILE", "/nowhere/keys"));

  @TempDir static Path folder;
  private final Map<String, Ended> sandboxed = new TreeMap<>();
  private final Map<String, Ended> jailed = new TreeMap<>();
  private Map<String, String> rootBefore = Map.of();
  private final String mark = "coral-" + UUID.randomUUID();
  private ServerSocket port;
  private DatagramSocket datagrams;
  private ServerSocketChannel socketInFile;

  static List<HostileScript> scripts() {
    return HostileScript.all();
  }

  @BeforeAll
  void runAll() throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.writeString(folder.resolve("secret.txt"), IN_FILE);
    Files.writeString(folder.resolve("secret.json"), "\"" + IN_FILE + "\"");
    Files.writeString(folder.resolve("outside.ts"), "export const secret = '" + IN_FILE + "';");
    Files.writeString(root.resolve("data.txt"), "data");
    Files.createSymbolicLink(root.resolve("link"), folder);
    Files.createSymbolicLink(root.resolve("link.ts"), folder.resolve("outside.ts"));
    Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("chain.txt"), Path.of("link.txt"));
    Files.createSymbolicLink(root.resolve("libc.node"), Path.of("/lib/x86_64-linux-gnu/libc.so.6"));
    rootBefore = contents(root);
    port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    datagrams = new DatagramSocket(port.getLocalPort(), InetAddress.getLoopbackAddress());
    socketInFile = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    socketInFile.bind(UnixDomainSocketAddress.of(folder.resolve("x.sock")));
    sandboxed.putAll(run("sandbox"));
    if (Jail.ofThisSystem().filter(Jail::holdsProcesses).isPresent()) {
      jailed.putAll(run("jail"));
    }
  }

  @AfterAll
  void close() throws IOException {
    port.close();
    datagrams.close();
    socketInFile.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void hostileScript_endsAsItMust(HostileScript script) {
    Ended ended = sandboxed.get(script.name());

    assertThat(ended.stdout()).doesNotContain("ESCAPED", "PASSED");
    String[] expected = script.expected().split(" ", 2);
    switch (expected[0]) {
      case "refused" -> assertThat(ended.how()).isEqualTo(script.expected());
      case "denied" -> assertThat(ended.how()).as(ended.stderr()).isEqualTo("DENIED 126");
      case "fails" ->
          assertThat(ended.how())
              .as(ended.stderr())
              .isIn("UNCAUGHT_ERROR 1", "DENIED 126", "EXIT 1", "EXIT 70");
      case "prints" -> {
        assertThat(ended.how()).as(ended.stderr()).isEqualTo("EXIT 0");
        assertThat(ended.stdout()).isEqualTo(expected[1] + "\n");
      }
      default -> throw new AssertionError("unknown expectation: " + script.expected());
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void hostileScript_withTheKernelAlone_doesNotEscape(HostileScript script) {
    Assumptions.assumeFalse(jailed.isEmpty(), "this kernel has no whole jail");

    assertThat(jailed.get(script.name()).stdout()).doesNotContain("ESCAPED");
  }

  @Test
  void noSecret_isPrinted() {
    assertThat(Stream.concat(sandboxed.values().stream(), jailed.values().stream()))
        .allSatisfy(
            ended ->
                assertThat(ended.stdout() + ended.stderr())
                    .doesNotContain(IN_FILE, IN_ENVIRONMENT, inMemory(), "root:x:0:"));
  }

  @Test
  void nobody_hearsAByte() throws IOException {
    port.setSoTimeout(1);
    datagrams.setSoTimeout(1);
    socketInFile.configureBlocking(false);

    assertThat(catchThrowable(port::accept)).isInstanceOf(java.net.SocketTimeoutException.class);
    assertThat(catchThrowable(() -> datagrams.receive(new DatagramPacket(new byte[1], 1))))
        .isInstanceOf(java.net.SocketTimeoutException.class);
    assertThat(socketInFile.accept()).isNull();
  }

  @Test
  void nothing_isWritten() throws IOException {
    assertThat(contents(folder.resolve("root"))).isEqualTo(rootBefore);
    assertThat(folder.resolve("secret.txt")).hasContent(IN_FILE);
    assertThat(Path.of("/tmp", mark)).doesNotExist();
    assertThat(Path.of("/tmp", mark + ".db")).doesNotExist();
    assertThat(Path.of("/dev/shm", mark)).doesNotExist();
    try (var left = Files.walk(folder.resolve("temp"))) {
      for (Path file : left.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), UTF_8))
            .as("%s", file)
            .doesNotContain(IN_FILE, IN_ENVIRONMENT, inMemory(), WORD);
      }
    }
    try (var left = Files.list(folder.resolve("temp"))) {
      assertThat(left.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.startsWith("coral-run-"));
    }
  }

  private static String inMemory() {
    return Base64.getEncoder().encodeToString(IN_ENVIRONMENT.getBytes(UTF_8));
  }

  private Map<String, Ended> run(String how) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HostileCorpusInOwnJvm.class.getName(),
                how,
                folder.toString(),
                Integer.toString(closedPort())));
    command.add("COLONY=" + command.getLast());
    command.add("PORT=" + port.getLocalPort());
    command.add("WORD=" + WORD);
    command.add("CASE=" + mark);
    command.add("UNIX=" + folder.resolve("x.sock"));
    command.add("OUTSIDE=" + folder.resolve("outside.ts").toUri());
    command.add("FOLDER=" + folder);
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(TRAPS);
    for (String proxy : List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy")) {
      builder.environment().put(proxy, "http://127.0.0.1:" + port.getLocalPort());
    }
    Process process = builder.start();
    process.getOutputStream().close();
    Map<String, Ended> ended = new TreeMap<>();
    try (var lines = process.inputReader(UTF_8)) {
      lines
          .lines()
          .forEach(line -> ended.put(line.substring(0, line.indexOf('\t')), Ended.parse(line)));
    }
    assertThat(process.waitFor()).isZero();
    return ended;
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Names and what is in them, but for the script. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (var files = Files.list(root)) {
      for (Path file : files.filter(each -> !each.endsWith("script.ts")).toList()) {
        contents.put(
            file.getFileName().toString(),
            Files.isSymbolicLink(file)
                ? Files.readSymbolicLink(file).toString()
                : Files.isDirectory(file) ? "a folder" : Files.readString(file));
      }
    }
    return contents;
  }
}
