import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts together what {@code coral} runs from: its jars, a Java runtime, Deno with the SDK, the
 * sample of {@code --demo}, and the caches that Deno and Java start from. What has not changed
 * since the last time is left alone.
 *
 * <p>Started from its source by the pom: {@code Packaging.java PROJECT CLASS_PATH PLATFORM VERSION
 * DENO_VERSION STARTED ARCHIVE}, where CLASS_PATH is a file that names the libraries, PLATFORM
 * whose Deno is packed ("this" for the one that builds), STARTED when the build began, and ARCHIVE
 * whether all is packed into one file at last (true or false).
 */
final class Packaging {
  private final Path project;
  private final Path module;
  private final Platform platform;
  private final Path dist;
  private final Path archive;
  private final Path stamp;
  private final Work work;

  private Packaging(Path project, Platform platform, String version) {
    this.project = project;
    this.platform = platform;
    module = project.resolve("adapter-cli");
    String name = "coral-" + version + "-" + platform;
    dist = module.resolve("target").resolve(name);
    archive = module.resolve("target").resolve(name + ".tar.gz");
    stamp = dist.resolve(".stamp");
    work = new Work(module.resolve("target/packaging").resolve(name), this::changing);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Platform platform = Platform.ofDeno(args[2]);
    var packaging = new Packaging(Path.of(args[0]).normalize(), platform, args[3]);
    packaging.forgetWhatOthersMade();
    packaging.libraries(Path.of(args[1]));
    packaging.deno();
    packaging.launchers();
    packaging.papers(args[4]);
    if (platform.equals(Platform.here())) {
      packaging.whatRunsHere();
    } else {
      packaging.tellWhatIsMissing();
    }
    packaging.done(Instant.parse(args[5]));
    if (Boolean.parseBoolean(args[6]) && !Files.exists(packaging.archive)) {
      Archive.pack(packaging.dist, packaging.archive);
    }
  }

  private void forgetWhatOthersMade() throws IOException {
    try (Stream<Path> sources = Files.walk(module.resolve("src/packaging"))) {
      work.madeBy(sources.filter(Files::isRegularFile).sorted().toList());
    }
  }

  /** What is made by the very programs that are packed. */
  private void whatRunsHere() throws IOException, InterruptedException {
    Path sources = module.resolve("src/packaging");
    JavaRuntime.make(work, dist.resolve("runtime"), sources.resolve("start"));
    sample();
    completions();
    SdkCacheStep.make(work, dist);
    new StartCaches(dist).make(work);
    Link.set(
        module.resolve("target/dist"), dist); // a name without version, for those in this project
  }

  private void tellWhatIsMissing() throws IOException {
    System.err.println(
        dist.getFileName()
            + " has no Java runtime, no sample and no caches, which are made on the platform itself;"
            + " it starts with the Java 25 of JAVA_HOME, or of the PATH");
  }

  private Folder folder(String name) throws IOException {
    Path record = work.record(name.replace('/', '.') + ".sources");
    return new Folder(dist.resolve(name), record, this::changing);
  }

  private void libraries(Path classPath) throws IOException {
    Folder lib = folder("lib");
    var names = new ArrayList<String>();
    for (String jar : Files.readString(classPath).strip().split(Pattern.quote(Platform.PATHS))) {
      Path library = Path.of(jar);
      String name = library.getFileName().toString();
      if (name.matches("jffi-.*-native\\.jar")) {
        NativeLibraries.ofJffi(library, platform, lib);
        continue;
      }
      names.add(name);
      if (name.startsWith("duckdb_jdbc-")) {
        NativeLibraries.ofDuckDb(library, platform, lib);
      } else if (name.startsWith("picocli-")) {
        Path sources = module.resolve("target/picocli-sources.jar");
        lib.make(name, sources, file -> Picocli.compile(sources, file));
      } else {
        lib.copy(library, name);
      }
    }
    lib.copy(ownJar(), "coral.jar"); // a name without version, as no other part depends on it
    ClassPaths.write(classPath, names, lib);
    lib.copy(module.resolve("src/launcher/java.options"), "java.options");
    lib.finish();
  }

  private void launchers() throws IOException {
    Folder bin = folder("bin");
    for (String name : platform.launchers()) {
      bin.copy(module.resolve("src/launcher").resolve(name), name);
    }
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

  private void deno() throws IOException {
    Path built = project.resolve("sdk-typescript");
    Folder deno = folder("deno");
    deno.copyAll(built.resolve("target/deno").resolve(platform.deno()));
    deno.finish();
    for (String part : List.of("", "/types", "/starter")) {
      Folder sdk = folder("sdk" + part);
      sdk.copyAll(built.resolve("dist" + part));
      sdk.finish();
    }
  }

  /** What lies beside the programs: licences, and of what all this is made. */
  private void papers(String denoVersion) throws IOException {
    Path npm = project.resolve("sdk-typescript");
    Path bill = module.resolve("target/bom.json");
    Folder papers = folder("");
    papers.copy(project.resolve("LICENSE"), "LICENSE");
    if (Files.exists(bill)) {
      papers.make(
          "bom.json",
          bill,
          file ->
              Files.writeString(
                  file, BillOfMaterials.complete(bill, npm.resolve("package.json"), denoVersion)));
    } else {
      System.err.println("there is no bill of materials; Maven makes it when it is not offline");
    }
    papers.keep(".stamp");
    papers.finish();
    Folder licences = folder("licences");
    Licences.gather(
        dist.resolve("lib"),
        npm.resolve("node_modules/deno/LICENSE"),
        module.resolve("src/packaging/licences"),
        licences);
    licences.finish();
  }

  private void sample() throws IOException, InterruptedException {
    Path recording = project.resolve("examples/train-ticket");
    var inputs =
        List.of(
            recording.resolve("traces.otlp.jsonl.gz"), recording.resolve("metrics.otlp.jsonl.gz"));
    Path classes = module.resolve("target/classes");
    SampleStep.make(work, dist, classes, inputs, recording.resolve("LICENSE-Nezha-MIT.txt"));
  }

  private void completions() throws IOException, InterruptedException {
    Path coral = dist.resolve("bin/coral");
    work.make(
        dist.resolve("completions"),
        Work.sha256(dist.resolve("lib/coral.jar")),
        (folder, scratch) -> Completions.write(coral, folder));
  }

  /** Without its stamp the distribution counts as unfinished; an archive of it would be old. */
  private void changing() {
    try {
      Files.deleteIfExists(stamp);
      Archive.remove(archive);
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
