import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the cache that Deno starts from, by a rehearsal of the SDK in the very Deno. */
final class SdkCacheStep {
  private SdkCacheStep() {}

  static void make(Work work, Path dist) throws IOException, InterruptedException {
    work.make(
        dist.resolve("sdk-cache"),
        Work.digest(parts(dist)),
        (folder, scratch) -> rehearse(new PackedJava(dist), folder, scratch));
  }

  private static List<Path> parts(Path dist) throws IOException {
    var parts = new ArrayList<Path>();
    for (String each : List.of("deno", "sdk", "lib")) {
      try (Stream<Path> files = Files.list(dist.resolve(each))) {
        files
            .filter(Files::isRegularFile)
            .filter(SdkCacheStep::counts)
            .sorted()
            .forEach(parts::add);
      }
    }
    return parts;
  }

  /** Of the libraries, the one that makes the cache does. */
  private static boolean counts(Path file) {
    return !file.getParent().endsWith("lib")
        || file.getFileName().toString().startsWith("adapter-deno-");
  }

  private static void rehearse(PackedJava java, Path folder, Path scratch)
      throws IOException, InterruptedException {
    Files.createDirectories(scratch);
    String classPath = ClassPaths.ofClient(java.lib());
    int code =
        java.program(scratch, classPath, List.of(), "SdkRehearsal", List.of(folder.toString()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("the rehearsal of the SDK failed");
    }
    Files.createDirectories(folder); // empty where there can be no such cache
  }
}
