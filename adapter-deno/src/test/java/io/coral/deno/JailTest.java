package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailRules;
import io.coral.deno.jail.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel refuses to a Deno that has been given every permission of its own. */
class JailTest {
  private static final String SECRET = "canary-77b1";

  private final Optional<Jail> jail = Jail.ofThisSystem();
  private final DenoInstallation installation = TestInstallation.find();
  @TempDir Path folder;
  private Path root;
  private Path cache;

  private record Ended(int code, String output) {}

  @BeforeEach
  void makeFolders() throws IOException {
    Assumptions.assumeTrue(
        jail.filter(Jail::holdsProcesses).isPresent(), "this kernel has no Landlock");
    folder = folder.toRealPath();
    root = Files.createDirectory(folder.resolve("root"));
    cache = Files.createDirectory(folder.resolve("cache"));
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("link"), folder);
  }

  @Test
  void jailedScript_readsItsFolder() throws Exception {
    Files.writeString(root.resolve("data.txt"), "inside");

    assertThat(run("console.log(Deno.readTextFileSync('data.txt'));", 0).output())
        .isEqualTo("inside\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log(Deno.readTextFileSync('/etc/hostname'))",
        "console.log(Deno.readTextFileSync('../secret.txt'))",
        "console.log(Deno.readTextFileSync('link.txt'))",
        "console.log(Deno.readTextFileSync('link/secret.txt'))",
        "console.log([...Deno.readDirSync('..')])",
        "import t from './link.txt' with { type: 'text' }; console.log(t)",
        "Deno.writeTextFileSync('new.txt', 'x'); console.log('written')",
        "Deno.truncateSync('script.ts'); console.log('truncated')",
        "Deno.renameSync('script.ts', 'other.ts'); console.log('moved')",
        "localStorage.setItem('a', 'b'); console.log('stored')",
        "console.log(new Deno.Command('/usr/bin/id').outputSync().success)",
        "Deno.kill(Deno.ppid, 'SIGCONT'); console.log('signalled')",
        "Deno.listen({ port: 0 }); console.log('listening')",
        "await Deno.connect({ transport: 'unix', path: '/run/x.sock' }); console.log('connected')",
        "import d from 'node:dgram'; const s = d.createSocket('udp4');"
            + " s.send('x', 9, '127.0.0.1', (e) => console.log(e ?? 'sent'));"
            + " s.on('error', () => Deno.exit(3))",
      })
  void wayOut_isClosed(String code) throws Exception {
    Ended ended = run(code, 0);

    assertThat(ended.code()).as(ended.output()).isNotZero();
    assertThat(ended.output())
        .doesNotContain(SECRET)
        .doesNotContainPattern("(?m)^(written|truncated|moved|stored|true|signalled|listening)$")
        .doesNotContainPattern("(?m)^(connected|sent)$");
  }

  @Test
  void onlyTheNamedPort_isReached() throws Exception {
    try (var colony = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String connect = "await Deno.connect({ port: %d }); console.log('reached');";

      assertThat(run(connect.formatted(colony.getLocalPort()), colony.getLocalPort()).output())
          .isEqualTo("reached\n");
      assertThat(run(connect.formatted(other.getLocalPort()), colony.getLocalPort()).output())
          .doesNotContain("reached\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socket: { parameters: ['i32', 'i32', 'i32'], result: 'i32' } | socket(1, 1, 0)",
        "socket: { parameters: ['i32', 'i32', 'i32'], result: 'i32' } | socket(16, 3, 0)",
        "unshare: { parameters: ['i32'], result: 'i32' } | unshare(0x10000000)",
        "ptrace: { parameters: ['i32', 'i32', 'i32', 'i32'], result: 'i32' } | ptrace(0, 0, 0, 0)",
      })
  void nativeCode_isHeldToo(String nativeCall) throws Exception {
    String[] parts = nativeCall.split(" \\| ", 2);
    String code =
        "const c = Deno.dlopen('libc.so.6', { %s }).symbols; console.log(c.%s);"
            .formatted(parts[0], parts[1]);

    assertThat(run(code, 0)).isEqualTo(new Ended(0, "-1\n"));
  }

  @Test
  void theRestOfThisProcess_staysFree() throws Exception {
    run("console.log(1);", 0);
    ForkJoinPool.commonPool().submit(() -> {}).join();

    assertThat(folder.resolve("secret.txt")).hasContent(SECRET);
    Files.writeString(folder.resolve("new.txt"), "x");
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      assertThat(threads.map(JailTest::status).filter(it -> it.contains("ForkJoinPool")))
          .allMatch(status -> status.contains("Seccomp:\t0"));
    }
  }

  private static String status(Path thread) {
    try {
      return Files.readString(thread.resolve("status"));
    } catch (IOException e) {
      return ""; // it has ended
    }
  }

  /** Runs with every permission that Deno can give. */
  private Ended run(String code, int port) throws Exception {
    Path script = Files.writeString(root.resolve("script.ts"), code);
    var command =
        List.of(
            installation.deno().toString(), "run", "-A", "--no-config", "-q", script.toString());
    var rules =
        new JailRules(
            SystemFiles.readableWith(root, cache),
            SystemFiles.executableWith(installation.deno()),
            port == 0 ? new Reach.Nowhere() : new Reach.Port(port));
    try (Spawner spawner =
        Spawner.prepare(
            Optional.of(jail.orElseThrow().prepare(rules, installation.deno(), _ -> {})))) {
      ProcessBuilder builder =
          DenoProcess.builder(command, root, cache, false).redirectErrorStream(true);
      Process process = spawner.start(builder).process();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), text);
    }
  }
}
