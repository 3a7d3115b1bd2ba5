import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts together what {@code coral} runs from: its jars, a Java runtime, Deno with the SDK, the
 * sample of {@code --demo}, and the caches that Java starts from. What has not changed since the
 * last time is left alone.
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
    String platform = args[2].equals("this") ? Platform.deno() : args[2];
    packaging.deno(platform);
    packaging.launcher();
    packaging.licence();
    packaging.sample();
    var caches = new StartCaches(packaging.dist);
    if (platform.equals(Platform.deno())) {
      caches.make(packaging.work);
    } else {
      caches.remove(); // a Deno that does not run here cannot be rehearsed
    }
    packaging.done(Instant.parse(args[3]));
  }

  private Folder folder(String name) throws IOException {
    Path record = module.resolve("target/packaging/" + name.replace('/', '.') + ".sources");
    return new Folder(dist.resolve(name), record, this::changing);
  }

  private void libraries(Path classPath) throws IOException {
    Folder lib = folder("lib");
    for (String jar : Files.readString(classPath).strip().split(Pattern.quote(Platform.PATHS))) {
      Path library = Path.of(jar);
      String name = library.getFileName().toString();
      if (name.startsWith("duckdb_jdbc-")) {
        DuckDbLibrary.split(library, lib);
      } else if (name.startsWith("picocli-")) {
        Path sources = module.resolve("target/picocli-sources.jar");
        lib.make(name, sources, file -> Picocli.compile(sources, file));
      } else {
        lib.copy(library, name);
      }
    }
    lib.copy(ownJar(), "coral.jar"); // a name without version, for launchers
    lib.copy(module.resolve("src/launcher/java.options"), "java.options");
    lib.finish();
  }

  private void launcher() throws IOException {
    Folder bin = folder("bin");
    bin.copy(module.resolve("src/launcher/coral"), "coral");
    bin.finish();
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
    Folder deno = folder("deno");
    deno.copyAll(built.resolve("target/deno").resolve(platform));
    deno.finish();
    for (String part : List.of("", "/types", "/starter")) {
      Folder sdk = folder("sdk" + part);
      sdk.copyAll(built.resolve("dist" + part));
      sdk.finish();
    }
  }

  private void licence() throws IOException {
    Path source = project.resolve("LICENSE");
    Path target = dist.resolve("LICENSE");
    if (!Files.exists(target) || Files.mismatch(source, target) >= 0) {
      changing();
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
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
