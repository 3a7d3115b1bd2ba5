package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailRules;
import io.coral.deno.jail.Reach;
import io.coral.domain.access.Token;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs the hostile corpus in a JVM of its own, whose environment is full of traps and whose memory
 * holds a secret. Prints a line for each script: how it ended, and what it printed.
 */
final class HostileCorpusInOwnJvm {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Kept for the whole run, to be looked for. */
  static byte[] secretInMemory = {};

  private final DenoInstallation installation = TestInstallation.find();
  private final Path root;
  private final Path temp;
  private final int colonyPort;

  private HostileCorpusInOwnJvm(Path folder, int colonyPort) throws IOException {
    this.root = folder.resolve("root").toRealPath();
    this.temp = Files.createDirectories(folder.resolve("temp"));
    this.colonyPort = colonyPort;
  }

  /**
   * @param args {@code sandbox} or {@code jail}; the corpus's folder; the colony's port; then words
   *     to replace in the scripts, as {@code WORD=VALUE}
   */
  public static void main(String[] args) throws Exception {
    secretInMemory = Base64.getEncoder().encode(System.getenv("CANARY").getBytes(UTF_8));
    var corpus = new HostileCorpusInOwnJvm(Path.of(args[1]), Integer.parseInt(args[2]));
    for (HostileScript each : HostileScript.all()) {
      String code = each.code();
      for (String word : List.of(args).subList(3, args.length)) {
        int equals = word.indexOf('=');
        code = code.replace("$" + word.substring(0, equals), word.substring(equals + 1));
      }
      Path script = Files.writeString(corpus.root.resolve("script.ts"), code);
      Ended ended = args[0].equals("jail") ? corpus.jailed(script) : corpus.sandboxed(script);
      ended.print(each.name(), System.out);
    }
  }

  /** As everybody runs it. */
  private Ended sandboxed(Path script) {
    var library = new StandardLibrary(StandardLibrary.JSR, temp.resolve("library"));
    return new DenoRuntime(installation, temp, library)
        .run(
            new ScriptRun(
                script,
                root,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), colonyPort),
                Optional.of(Token.ofRandom(new byte[32])),
                Map.of(),
                TIMEOUT,
                ScriptRun.DEFAULT_MEMORY_BYTES,
                Stdio.CAPTURED))
        .fold(
            failure -> new Ended(named(failure), "", failure.message()),
            end ->
                new Ended(
                    end.cause() + " " + end.exitCode(),
                    end.stdout(),
                    end.stderr() + end.message() + String.join("\n", end.denials())));
  }

  private static String named(ScriptFailure failure) {
    return failure instanceof ScriptFailure.Refused refused
        ? "refused " + refused.rule()
        : failure.getClass().getSimpleName();
  }

  /** With every permission that Deno can give: only the kernel is left. */
  private Ended jailed(Path script) throws Exception {
    Path cache = Files.createTempDirectory(temp, "cache");
    var rules =
        new JailRules(
            SystemFiles.readableWith(root, cache),
            SystemFiles.executableWith(installation.deno()),
            new Reach.Port(colonyPort));
    var jail = Jail.ofThisSystem().orElseThrow();
    try (Spawner spawner =
        Spawner.prepare(Optional.of(jail.prepare(rules, installation.deno(), _ -> {})))) {
      List<String> command = new ArrayList<>(List.of(installation.deno().toString(), "run", "-A"));
      command.addAll(List.of("--no-config", "--no-lock", "-q", script.toString()));
      SpawnedProcess deno = spawner.start(DenoProcess.builder(command, root, cache, false));
      deno.process().getOutputStream().close();
      var stdout = reading(deno.process().getInputStream());
      var stderr = reading(deno.process().getErrorStream());
      if (!deno.process().waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        deno.kill();
      }
      return new Ended("ended " + deno.process().exitValue(), stdout.join(), stderr.join());
    }
  }

  private static CompletableFuture<String> reading(InputStream from) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (from) {
            return new String(from.readAllBytes(), UTF_8);
          } catch (IOException e) {
            return "";
          }
        });
  }

  /**
   * How a script ended.
   *
   * @param how the cause and exit code, or why it was not started
   */
  record Ended(String how, String stdout, String stderr) {
    private void print(String name, PrintStream to) {
      to.println(name + "\t" + how + "\t" + encoded(stdout) + "\t" + encoded(stderr));
    }

    private static String encoded(String text) {
      return "=" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    static Ended parse(String line) {
      String[] fields = line.split("\t", -1);
      return new Ended(fields[1], decoded(fields[2]), decoded(fields[3]));
    }

    private static String decoded(String text) {
      return new String(Base64.getDecoder().decode(text.substring(1)), UTF_8);
    }
  }
}
