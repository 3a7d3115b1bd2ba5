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
 */
public final class ScriptBenchmark {
  private static final int ROUNDS = 21;

  private final Project project;

  public ScriptBenchmark(Project project) {
    this.project = project;
  }

  public List<String> rows() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("coral-benchmark");
    Path importMap = folder.resolve("import_map.json");
    Path config = folder.resolve("config.json");
    var bare = new Runs("bare `deno run` of one question");
    var coral = new Runs("`coral run` of one question, against a colony");
    try (var colony = Side.start(project.library(AskedColony.class, project.sample()))) {
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
      for (int round = 0; round <= ROUNDS; round++) {
        Measured denoRan = withDeno.run();
        Measured coralRan = withCoral.run();
        if (round > 0) { // the first fills the system's file cache
          bare.add(denoRan);
          coral.add(coralRan);
        }
      }
    } finally {
      Files.deleteIfExists(importMap);
      Files.deleteIfExists(config);
      Files.deleteIfExists(folder);
    }
    return List.of(bare.row(""), coral.row(coral.ratioTo(bare) + " × bare"));
  }
}
