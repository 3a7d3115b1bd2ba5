package io.coral.deno;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command lines of Deno. The script is given as a URL, so that its name can never be read as a
 * flag and may hold any character.
 */
final class DenoCommand {
  /** What might come from the script's folder or from the network is not looked for. */
  private static final List<String> CLOSED = List.of("--no-config", "--no-lock", "--no-npm");

  private final DenoInstallation installation;
  private final SdkPlace sdk;
  private final Path importMap;

  DenoCommand(DenoInstallation installation, SdkPlace sdk, Path importMap) {
    this.installation = installation;
    this.sdk = sdk;
    this.importMap = importMap;
  }

  /** Lists the modules of a script, without running any. */
  List<String> info(Path script, boolean fetch) {
    Stream<String> remote = fetch ? Stream.of() : Stream.of("--no-remote");
    return Stream.of(
            Stream.of(installation.deno().toString(), "info", "--json"),
            CLOSED.stream(),
            remote,
            Stream.of("--import-map=" + importMap, FileUrl.of(script)))
        .flatMap(part -> part)
        .toList();
  }

  /** Checks the types of a script, without running any of it. */
  List<String> check(Path script, long heapBytes) {
    return Stream.of(
            Stream.of(installation.deno().toString(), "check", "--quiet"),
            CLOSED.stream(),
            Stream.of(
                "--import-map=" + importMap,
                "--v8-flags=--max-old-space-size=" + (heapBytes >> 20),
                FileUrl.of(script)))
        .flatMap(part -> part)
        .toList();
  }

  /**
   * Runs a script. What it may read is the root, and an inline script its own code.
   *
   * @param colony the only address it may connect to
   * @param heapBytes most that V8 may use for objects; it is given a little more, so that what ends
   *     the script is our watch, with one line, and not V8, with pages
   * @param cached whether there is anything compiled to begin with, or to be kept
   */
  List<String> run(ScriptFiles files, InetSocketAddress colony, long heapBytes, boolean cached) {
    String readable =
        files.readable().stream()
            .map(path -> path.toString().replace(",", ",,")) // a comma separates paths
            .collect(Collectors.joining(","));
    // Without a cache, Deno would compile for one in vain.
    Stream<String> compiled = cached ? Stream.of() : Stream.of("--no-code-cache");
    return Stream.of(
            Stream.of(installation.deno().toString(), "run", "--no-prompt", "--cached-only"),
            CLOSED.stream(),
            compiled,
            Stream.of(
                "--allow-net=" + address(colony),
                "--allow-read=" + readable,
                "--import-map=" + importMap,
                "--preload=" + sdk.name().resolve("preload.js"),
                "--v8-flags=--max-old-space-size=" + (MemoryWatch.withBaseline(heapBytes) >> 20),
                FileUrl.of(files.script())))
        .flatMap(part -> part)
        .toList();
  }

  /** {@code IP:PORT}, with an IPv6 address in brackets. */
  static String address(InetSocketAddress colony) {
    String host = colony.getAddress().getHostAddress().replaceFirst("%.*", ""); // a scope's name
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + colony.getPort();
  }
}
