package io.coral.deno;

import io.coral.domain.access.Token;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Runs a script as a command line does: in a JVM of its own, with that JVM's streams. */
final class ScriptInOwnJvm {
  /** Ends with this where the script was not run, and says why. */
  static final int NOT_RUN = 70;

  private ScriptInOwnJvm() {}

  /**
   * @param args the script, then a folder for its private one
   */
  public static void main(String[] args) {
    System.exit(run(Path.of(args[0]), Path.of(args[1])));
  }

  /** The exit code. */
  static int run(Path script, Path temp) {
    var run =
        new ScriptRun(
            script,
            script.getParent(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
            Optional.of(Token.ofRandom(new byte[32])),
            Map.of(),
            Duration.ofSeconds(60),
            ScriptRun.DEFAULT_MEMORY_BYTES,
            Stdio.INHERITED);
    var runtime = new DenoRuntime(TestInstallation.find(), temp);
    runtime.layers(); // as who is asked to say more does first
    return runtime.run(run).fold(ScriptInOwnJvm::notRun, ScriptEnd::exitCode);
  }

  private static int notRun(ScriptFailure failure) {
    System.err.println(failure.message());
    return NOT_RUN;
  }

  static ProcessBuilder command(Path script, Path temp) {
    return command(script, temp, System.getProperty("java.class.path"));
  }

  static ProcessBuilder command(Path script, Path temp, String classPath) {
    return command(ScriptInOwnJvm.class, script, temp, classPath);
  }

  static ProcessBuilder command(Class<?> main, Path script, Path temp, String classPath) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath,
        main.getName(),
        script.toString(),
        temp.toString());
  }
}
