package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.deno.jail.Cell;
import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailRules;
import io.coral.deno.jail.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerTest {
  private final DenoInstallation installation = TestInstallation.find();
  @TempDir Path folder;

  @Test
  void jailedProcess_canBeKilled() throws Exception {
    try (Spawner spawner = Spawner.prepare(cell())) {
      SpawnedProcess deno = spawner.start(deno("Deno.addSignalListener('SIGTERM', () => {});"));
      deno.end();

      assertThat(deno.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(deno.process().exitValue()).isNotZero();
    }
  }

  @Test
  void programThatIsNotThere_isAFailure() throws IOException {
    try (Spawner spawner = Spawner.prepare(cell())) {
      var nothing =
          DenoProcess.builder(List.of("/nowhere/deno"), Path.of("/nowhere"), folder, false);

      assertThatThrownBy(() -> spawner.start(nothing)).isInstanceOf(IOException.class);
    }
  }

  private ProcessBuilder deno(String code) throws IOException {
    Path script = Files.writeString(folder.resolve("x.ts"), code + "setInterval(() => {}, 1000);");
    return DenoProcess.builder(
        List.of(installation.deno().toString(), "run", "-A", script.toString()),
        folder,
        folder,
        false);
  }

  private Optional<Cell> cell() throws IOException {
    Optional<Jail> jail = Jail.ofThisSystem();
    if (jail.isEmpty()) {
      return Optional.empty();
    }
    var rules =
        new JailRules(
            SystemFiles.readableWith(folder),
            SystemFiles.executableWith(installation.deno()),
            new Reach.Nowhere());
    return Optional.of(jail.get().prepare(rules, installation.deno(), _ -> {}));
  }
}
