import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the caches from which Java starts: classes as they are after loading and linking, learned
 * from rehearsals of the usual commands: for help, questions, SQL, scripts, and questions to a
 * database that is opened for them. All classes of such a cache are there when a start begins, and
 * those that are not needed cost time, too. So what serves a colony has an archive that is laid
 * over the last one, from which classes are taken one by one.
 *
 * <p>Java does not see it when a jar has changed since. So the caches, the jars and the runtime all
 * get one date, made from their content, and the launcher gives a cache to Java only while they
 * bear it.
 */
final class StartCaches {
  private static final Instant FIRST_DATE = Instant.parse("2000-01-01T00:00:00Z");
  private static final long YEARS_IN_SECONDS = 20L * 365 * 24 * 60 * 60;

  /** With what a method did in the rehearsal, Java would compile at once what runs but once. */
  private static final List<String> WITHOUT_PROFILES = List.of("-XX:-AOTRecordTraining");

  /** Far longer than a rehearsal takes. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** The last thing that a colony says at its start. */
  private static final String READY = "showing metrics on ";

  private final Path dist;
  private final Path lib;
  private final PackedJava java;

  StartCaches(Path dist) {
    this.dist = dist;
    this.java = new PackedJava(dist);
    this.lib = java.lib();
  }

  void make(Work work) throws IOException, InterruptedException {
    List<Path> parts = parts();
    var all = new ArrayList<>(parts);
    all.add(lib.resolve("java.options"));
    String content = Work.digest(all);
    Path cache = dist.resolve("cache");
    var date = FileTime.from(date(content));
    for (Path part : parts) {
      Files.setLastModifiedTime(part, date); // Java remembers those of some
    }
    work.make(cache, content, this::rehearse);
    try (Stream<Path> caches = Files.list(cache)) {
      for (Path file : caches.toList()) {
        Files.setLastModifiedTime(file, date);
      }
    }
  }

  /** What the launcher compares the caches with. */
  private List<Path> parts() throws IOException {
    var parts = new ArrayList<Path>();
    try (Stream<Path> jars = Files.list(lib)) {
      jars.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(parts::add);
    }
    parts.add(dist.resolve("runtime/lib/modules"));
    return parts;
  }

  private static Instant date(String digest) {
    var seconds = new BigInteger(digest, 16).mod(BigInteger.valueOf(YEARS_IN_SECONDS));
    return FIRST_DATE.plusSeconds(seconds.longValue());
  }

  private void rehearse(Path folder, Path scratch) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.createDirectories(scratch);
    Process colony =
        java.program(scratch, ClassPaths.ofColony(lib), List.of(), "ServeSample", List.of())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = colony.inputReader()) {
      String address = said.readLine();
      String client = ClassPaths.ofClient(lib);
      rehearse(folder, scratch, client, List.of("help"));
      rehearse(folder, scratch, client, List.of("query", "--colony", address));
      rehearse(folder, scratch, client, List.of("sql", "--colony", address));
      rehearse(folder, scratch, client, List.of("run", "--colony", address));
    } finally {
      colony.destroy();
      colony.waitFor();
    }
    rehearse(folder, scratch, ClassPaths.ofStore(lib), List.of("store", "--demo"));
    rehearseColony(folder, scratch);
  }

  private void rehearse(Path folder, Path scratch, String classPath, List<String> arguments)
      throws IOException, InterruptedException {
    Path cache = folder.resolve(arguments.getFirst() + ".aot");
    Path log = scratch.resolve("rehearsal.log");
    var options = new ArrayList<>(WITHOUT_PROFILES);
    options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:AOTCacheOutput=" + cache));
    Process rehearsal =
        java.program(scratch, classPath, options, "Rehearsal", arguments)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (rehearsal.waitFor() != 0) {
      System.err.writeBytes(Files.readAllBytes(log));
    }
    requireMade(cache);
  }

  /**
   * Serves until it is told to end, which is when Java writes the archive. In it is the path of the
   * cache below, which has to be there: so it gets one that the launcher has wherever it lies.
   */
  private void rehearseColony(Path folder, Path scratch) throws IOException, InterruptedException {
    if (!Files.exists(Path.of("/proc/self/fd"))) {
      return;
    }
    Path archive = folder.resolve("colony.jsa");
    List<String> options =
        List.of(
            "-XX:SharedArchiveFile=/proc/self/fd/9/store.aot",
            "-XX:ArchiveClassesAtExit=" + archive);
    ProcessBuilder builder =
        java.program(
            scratch, ClassPaths.ofColony(lib), options, "Rehearsal", List.of("colony", "--demo"));
    var command = new ArrayList<>(List.of("sh", "-c", "exec 9<\"$0\"; exec \"$@\""));
    command.add(folder.toString());
    command.addAll(builder.command());
    Process rehearsal = builder.command(command).redirectErrorStream(true).start();
    CompletableFuture.delayedExecutor(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .execute(rehearsal::destroyForcibly);
    var said = new StringBuilder();
    try (BufferedReader lines = rehearsal.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith(READY)) {
          rehearsal.toHandle().destroy(); // the process itself would close what we read, too
        }
      }
    }
    if (rehearsal.waitFor() != 0) {
      System.err.print(said);
    }
    requireMade(archive);
  }

  private static void requireMade(Path cache) throws IOException {
    if (!Files.exists(cache)) {
      throw new IOException("the rehearsal of coral for " + cache.getFileName() + " failed");
    }
  }
}
