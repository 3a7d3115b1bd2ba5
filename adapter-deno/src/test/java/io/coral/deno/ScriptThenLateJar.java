package io.coral.deno;

import java.nio.file.Path;

/** Runs a script, and only then needs the last jar of its class path. */
final class ScriptThenLateJar {
  /** A file of that jar. */
  static final String NEEDED = "late/needed.txt";

  private ScriptThenLateJar() {}

  /**
   * @param args the script, then a folder for its private one
   */
  public static void main(String[] args) {
    int code = ScriptInOwnJvm.run(Path.of(args[0]), Path.of(args[1]));
    System.out.println(
        "the jar was " + (ClassLoader.getSystemResource(NEEDED) == null ? "lost" : "found"));
    System.exit(code);
  }
}
