import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folds the recording once, by the distribution itself, so that {@code --demo} opens in an instant.
 */
final class SampleStep {
  private static final String MAIN = "io.coral.cli.wiring.BuildSample";

  private SampleStep() {}

  static void make(Work work, Path dist, Path classes, List<Path> recording, Path licence)
      throws IOException, InterruptedException {
    var madeOf = new ArrayList<Path>(recording);
    madeOf.add(licence);
    madeOf.add(classes.resolve(MAIN.replace('.', '/') + ".class"));
    madeOf.addAll(folding(dist.resolve("lib")));
    work.make(
        dist.resolve("sample"),
        Work.digest(madeOf),
        (sample, scratch) -> {
          fold(dist, recording, sample, scratch);
          Files.copy(licence, sample.resolve(licence.getFileName()));
        });
  }

  /** The jars that decide what a sample holds. */
  private static List<Path> folding(Path lib) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(
              jar ->
                  jar.getFileName()
                      .toString()
                      .matches(
                          "(core-domain|query-ports|adapter-duckdb|adapter-grpc|duckdb_jdbc)-.*"))
          .sorted()
          .toList();
    }
  }

  private static void fold(Path dist, List<Path> recording, Path sample, Path scratch)
      throws IOException, InterruptedException {
    Files.createDirectories(scratch);
    var command = new ArrayList<String>();
    command.add(dist.resolve("runtime/bin/java").toString());
    command.add("@" + dist.resolve("lib/java.options"));
    command.addAll(
        List.of(
            "-Djava.library.path=" + dist.resolve("lib"),
            "-cp",
            ClassPaths.ofColony(dist.resolve("lib")),
            MAIN,
            scratch.resolve("sample.duckdb").toString(),
            sample.toString()));
    recording.forEach(file -> command.add(file.toString()));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("folding the sample ended with " + code);
    }
  }
}
