package io.coral.deno;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Deno's standard library, {@code jsr:@std}: fetched when a script first wants a module of it, and
 * kept for later runs, which then need no network.
 *
 * @param registry where it is fetched from; ends with a slash
 * @param kept where its files are kept, private to this user
 */
record StandardLibrary(String registry, Path kept) {
  static final String JSR = "https://jsr.io/";

  /** Of our own environment, for fetching alone: no script runs then. */
  private static final List<String> PROXIES =
      List.of("HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "DENO_CERT");

  private static final String FILES = "remote"; // Deno's name, below its own cache folder

  StandardLibrary {
    requireNonNull(registry, "registry is null");
    requireNonNull(kept, "kept is null");
  }

  /** From JSR, kept where this user's programs keep what they can fetch again. */
  static StandardLibrary ofThisUser() {
    Path caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return new StandardLibrary(JSR, caches.resolve("coral").resolve("deno"));
  }

  /** What the URLs of its modules begin with. */
  String url() {
    return registry + "@std/";
  }

  /** Tells a process where to fetch from, and if it is to fetch, by which way. */
  void configure(ProcessBuilder process, boolean fetch) {
    if (!registry.equals(JSR)) {
      process.environment().put("JSR_URL", registry);
    }
    for (String name : fetch ? PROXIES : List.<String>of()) {
      Optional.ofNullable(System.getenv(name))
          .ifPresent(value -> process.environment().put(name, value));
    }
  }

  /** What has to be read to fetch by our own environment's way. */
  Optional<Path> certificates() {
    return Optional.ofNullable(System.getenv("DENO_CERT")).map(Path::of);
  }

  /** Gives what is kept to who fetches the rest. */
  void lend(Path cache) throws IOException {
    if (Files.isDirectory(kept.resolve(FILES))) {
      copy(kept.resolve(FILES), cache.resolve(FILES));
    }
  }

  /** Gives a run what was fetched for it. */
  void handOver(Path fetched, Path cache) throws IOException {
    Files.move(fetched.resolve(FILES), cache.resolve(FILES));
  }

  /** Keeps what a run has fetched. Without a place to keep it, the next run fetches it again. */
  void keep(Path cache) {
    Path fetched = cache.resolve(FILES);
    if (!Files.isDirectory(fetched)) {
      return;
    }
    try {
      copy(fetched, kept.resolve(FILES));
    } catch (IOException e) {
      System.getLogger(StandardLibrary.class.getName())
          .log(System.Logger.Level.DEBUG, "standard library not kept", e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              replace(file, to.resolve(from.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** At once, since other runs may read it. */
  private static void replace(Path file, Path target) throws IOException {
    if (Files.exists(target) && Files.mismatch(file, target) < 0) {
      return;
    }
    Path whole = Files.createTempFile(target.getParent(), ".coral-", ".part");
    try {
      Files.copy(file, whole, StandardCopyOption.REPLACE_EXISTING);
      Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
