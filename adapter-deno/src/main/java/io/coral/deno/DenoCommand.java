package io.coral.deno;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command lines of Deno. The script's path is absolute, so that it can never be read as a flag.
 */
final class DenoCommand {
  /** What might come from the script's folder or from the network is not looked for. */
  private static final List<String> CLOSED = List.of("--no-config", "--no-lock", "--no-npm");

  private final DenoInstallation installation;
  private final Path importMap;

  DenoCommand(DenoInstallation installation, Path importMap) {
    this.installation = installation;
    this.importMap = importMap;
  }

  /** Lists the modules of a script, without running any. */
  List<String> info(Path script, boolean fetch) {
    Stream<String> remote = fetch ? Stream.of() : Stream.of("--no-remote");
    return Stream.of(
            Stream.of(installation.deno().toString(), "info", "--json"),
            CLOSED.stream(),
            remote,
            Stream.of("--import-map=" + importMap, script.toString()))
        .flatMap(part -> part)
        .toList();
  }

  /**
   * Runs a script.
   *
   * @param colony the only address it may connect to
   * @param heapBytes most that V8 may use for objects; it is given a little more, so that what ends
   *     the script is our watch, with one line, and not V8, with pages
   */
  List<String> run(Path script, Path root, InetSocketAddress colony, long heapBytes) {
    return Stream.of(
            Stream.of(installation.deno().toString(), "run", "--no-prompt", "--cached-only"),
            CLOSED.stream(),
            Stream.of(
                "--allow-net=" + address(colony),
                "--allow-read=" + root.toString().replace(",", ",,"), // a comma separates paths
                "--import-map=" + importMap,
                "--preload=" + installation.sdk().resolve("preload.js"),
                "--v8-flags=--max-old-space-size=" + (MemoryWatch.withBaseline(heapBytes) >> 20),
                script.toString()))
        .flatMap(part -> part)
        .toList();
  }

  /** {@code IP:PORT}, with an IPv6 address in brackets. */
  static String address(InetSocketAddress colony) {
    String host = colony.getAddress().getHostAddress().replaceFirst("%.*", ""); // a scope's name
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + colony.getPort();
  }
}
