package io.coral.deno.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a process is under an attended filter already, there can be no second. */
class AttendedTest {
  private static final JailRules LENDING =
      new JailRules(
          List.of(),
          List.of(),
          List.of(),
          new Reach.Nowhere(),
          Optional.of(new LentFolder(Path.of("/"))));

  private Libc libc;

  @BeforeEach
  void makeSure() {
    Assumptions.assumeTrue(Jail.ofThisSystem().filter(Jail::lends).isPresent(), "no whole jail");
    libc = new Libc(Architecture.ofThisSystem().orElseThrow());
  }

  @Test
  void jail_knowsThatItCannotLend() throws Exception {
    assertThat(AttendedPlace.within(() -> Jail.ofThisSystem().orElseThrow().lends())).isFalse();
    assertThat(AttendedPlace.within(() -> Jail.ofThisSystem().orElseThrow().holdsFiles())).isTrue();
    assertThat(AttendedPlace.within(() -> Jail.ofThisSystem().orElseThrow().holdsProcesses()))
        .isFalse();
  }

  @Test
  void cellThatLends_isNotEntered() {
    assertThatThrownBy(
            () ->
                AttendedPlace.within(
                    () -> {
                      var keeper = new Doorkeeper(libc, Path.of("/none"), LENDING.lent(), _ -> {});
                      keeper.start();
                      try (var cell =
                          new Cell(libc, Landlock.of(libc), true, Optional.of(keeper), LENDING)) {
                        cell.enter();
                        return "entered";
                      }
                    }))
        .hasRootCauseInstanceOf(JailException.class);
  }

  @Test
  void jailThatCannotLend_saysSo() {
    assertThatThrownBy(
            () ->
                AttendedPlace.within(
                    () ->
                        Jail.ofThisSystem()
                            .orElseThrow()
                            .prepare(LENDING, Path.of("/none"), _ -> {})))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }
}
