import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the caches from which Java starts: classes as they are after loading and linking, learned
 * from rehearsals of the usual commands: one for help, one for questions, one for scripts and SQL,
 * and one for whoever opens a colony himself. To start from classes that are not needed costs time,
 * too.
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

  private final Path dist;

  StartCaches(Path dist) {
    this.dist = dist;
  }

  void make(Work work) throws IOException, InterruptedException {
    List<Path> parts = parts();
    var all = new ArrayList<>(parts);
    all.add(dist.resolve("lib/java.options"));
    String content = Work.digest(all);
    Path cache = dist.resolve("cache");
    work.make(cache, content, this::rehearse);
    var date = FileTime.from(date(content));
    for (Path part : parts) {
      Files.setLastModifiedTime(part, date);
    }
    try (Stream<Path> caches = Files.list(cache)) {
      for (Path file : caches.toList()) {
        Files.setLastModifiedTime(file, date);
      }
    }
  }

  /** What the launcher compares the caches with. */
  private List<Path> parts() throws IOException {
    var parts = new ArrayList<Path>();
    try (Stream<Path> jars = Files.list(dist.resolve("lib"))) {
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
        java(scratch, "colony", List.of(), "ServeSample", List.of())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = colony.inputReader()) {
      String address = said.readLine();
      rehearse(folder, scratch, "help");
      rehearse(folder, scratch, "query", "--colony", address);
      rehearse(folder, scratch, "run", "--colony", address);
      rehearse(folder, scratch, "colony", "--demo");
    } finally {
      colony.destroy();
      colony.waitFor();
    }
  }

  private void rehearse(Path folder, Path scratch, String kind, String... colony)
      throws IOException, InterruptedException {
    Path cache = folder.resolve(kind + ".aot");
    String parts = kind.equals("colony") ? "colony" : "client";
    var arguments = new ArrayList<>(List.of(kind));
    arguments.addAll(List.of(colony));
    Path log = scratch.resolve("rehearsal.log");
    var options = new ArrayList<>(WITHOUT_PROFILES);
    options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:AOTCacheOutput=" + cache));
    Process rehearsal =
        java(scratch, parts, options, "Rehearsal", arguments)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (rehearsal.waitFor() != 0 || !Files.exists(cache)) {
      System.err.writeBytes(Files.readAllBytes(log));
      throw new IOException("the rehearsal of coral for " + cache.getFileName() + " failed");
    }
  }

  private ProcessBuilder java(
      Path folder, String parts, List<String> options, String main, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(dist.resolve("runtime/bin/java").toString());
    command.add("@" + dist.resolve("lib/java.options"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-Djava.library.path=" + dist.resolve("lib"),
            "-Dcoral.home=" + dist,
            "-cp",
            dist.resolve("lib").resolve(parts + ".jar").toString()));
    command.add("io.coral.cli.wiring." + main);
    command.addAll(arguments);
    return new ProcessBuilder(command).directory(folder.toFile());
  }
}
