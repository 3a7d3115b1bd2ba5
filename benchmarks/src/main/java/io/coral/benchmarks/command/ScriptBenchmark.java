package io.coral.benchmarks.command;

import io.coral.benchmarks.measure.AskedColony;
import io.coral.benchmarks.measure.Measured;
import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.measure.Runs;
import io.coral.benchmarks.measure.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a script of one question against a colony in a process of its own: by {@code coral run},
 * with all that it checks, and by the bare Deno, told where to ask as the command would tell it.
 * What the command takes beyond that is told in hellos, which are said in turns with both.
 */
public final class ScriptBenchmark {
  private static final int ROUNDS = 41;

  private final Project project;

  public ScriptBenchmark(Project project) {
    this.project = project;
  }

  public List<String> rows() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("coral-benchmark");
    Path importMap = folder.resolve("import_map.json");
    Path config = folder.resolve("config.json");
    var hello = new Runs("Java's hello, in turns with the two below");
    var bare = new Runs("bare `deno run` of one question");
    var coral = new Runs("`coral run` of one question, against a colony");
    try (var colony = Side.start(project.library(AskedColony.class, project.sample()));
        var cache = HelloCache.make(project)) {
      String address = "127.0.0.1:" + colony.line();
      Path sdk = project.dist().resolve("sdk");
      Files.writeString(
          importMap,
          "{\"imports\":{\"@coral/sdk\":\"" + sdk.resolve("mod.js").toUri() + "\"}}",
          StandardCharsets.UTF_8);
      String told = "{\"v\":1,\"address\":\"" + address + "\",\"params\":{}}\n";
      Files.writeString(config, told.length() + " " + told, StandardCharsets.UTF_8);
      Path script = project.root().resolve("benchmarks/src/main/scripts/question.ts");
      var withDeno =
          new WholeProcess(
                  List.of(
                      project.dist().resolve("deno/deno").toString(),
                      "run",
                      "--no-config",
                      "--no-lock",
                      "--allow-net=" + address,
                      "--import-map=" + importMap,
                      "--preload=" + sdk.resolve("preload.js"),
                      script.toString()))
              .reading(config);
      var withCoral =
          new WholeProcess(project.coral("run", script.toString(), "--colony", address));
      var saidHello = new WholeProcess(cache.command());
      for (int round = 0; round <= ROUNDS; round++) {
        Measured javaRan = saidHello.run();
        Measured denoRan = withDeno.run();
        Measured coralRan = withCoral.run();
        if (round > 0) { // the first fills the system's file cache
          hello.add(javaRan);
          bare.add(denoRan);
          coral.add(coralRan);
        }
      }
    } finally {
      Files.deleteIfExists(importMap);
      Files.deleteIfExists(config);
      Files.deleteIfExists(folder);
    }
    return List.of(
        hello.row(""),
        bare.row(""),
        coral.row("bare + " + coral.ratioBeyond(bare, hello) + " × hello"));
  }
}
