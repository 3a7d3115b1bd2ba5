import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts together what {@code coral} runs from: its jars, a Java runtime, Deno with the SDK, and the
 * sample of {@code --demo}. What has not changed since the last time is left alone.
 *
 * <p>Started from its source by the pom: {@code Packaging.java PROJECT CLASS_PATH PLATFORM
 * STARTED}, where CLASS_PATH is a file that names the libraries, PLATFORM whose Deno is packed
 * ("this" for the one that builds), and STARTED when the build began.
 */
final class Packaging {
  private final Path project;
  private final Path module;
  private final Path dist;
  private final Path stamp;
  private final Work work;

  private Packaging(Path project) {
    this.project = project;
    module = project.resolve("adapter-cli");
    dist = module.resolve("target/dist");
    stamp = dist.resolve(".stamp");
    work = new Work(module.resolve("target/packaging"), this::changing);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var packaging = new Packaging(Path.of(args[0]).normalize());
    packaging.libraries(Path.of(args[1]));
    JavaRuntime.make(packaging.work, packaging.dist.resolve("runtime"));
    packaging.deno(args[2].equals("this") ? Platform.deno() : args[2]);
    packaging.licence();
    packaging.sample();
    packaging.done(Instant.parse(args[3]));
  }

  private void libraries(Path classPath) throws IOException {
    var lib = new Folder(dist.resolve("lib"), this::changing);
    for (String jar : Files.readString(classPath).strip().split(Pattern.quote(Platform.PATHS))) {
      Path library = Path.of(jar);
      if (library.getFileName().toString().startsWith("duckdb_jdbc-")) {
        DuckDbLibrary.split(library, lib);
      } else {
        lib.copy(library, library.getFileName().toString());
      }
    }
    lib.copy(ownJar(), "coral.jar"); // a name without version, for launchers
    lib.prune();
  }

  private Path ownJar() throws IOException {
    try (Stream<Path> files = Files.list(module.resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("adapter-cli-[0-9].*\\.jar"))
          .filter(file -> !file.getFileName().toString().endsWith("-tests.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("the module's own jar is missing"));
    }
  }

  private void deno(String platform) throws IOException {
    Path built = project.resolve("sdk-typescript");
    var deno = new Folder(dist.resolve("deno"), this::changing);
    deno.copyAll(built.resolve("target/deno").resolve(platform));
    deno.prune();
    var sdk = new Folder(dist.resolve("sdk"), this::changing);
    sdk.copyAll(built.resolve("dist"));
    sdk.prune();
    for (String part : List.of("types", "starter")) {
      var folder = new Folder(dist.resolve("sdk").resolve(part), this::changing);
      folder.copyAll(built.resolve("dist").resolve(part));
      folder.prune();
    }
  }

  private void licence() throws IOException {
    new Folder(dist, this::changing).copy(project.resolve("LICENSE"), "LICENSE");
  }

  private void sample() throws IOException, InterruptedException {
    Path recording = project.resolve("examples/train-ticket");
    var inputs =
        List.of(
            recording.resolve("traces.otlp.jsonl.gz"), recording.resolve("metrics.otlp.jsonl.gz"));
    Path classes = module.resolve("target/classes");
    SampleStep.make(work, dist, classes, inputs, recording.resolve("LICENSE-Nezha-MIT.txt"));
  }

  /** Without its stamp the distribution counts as unfinished. */
  private void changing() {
    try {
      Files.deleteIfExists(stamp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Dated when the build began: a source that was edited while it ran is newer. */
  private void done(Instant started) throws IOException {
    if (!Files.exists(stamp)) {
      Files.createFile(stamp);
    }
    Files.setLastModifiedTime(stamp, FileTime.from(started));
  }
}
