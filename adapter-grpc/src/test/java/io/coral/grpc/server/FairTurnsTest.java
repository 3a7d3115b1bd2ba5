package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
  private final FairTurns turns = new FairTurns();
  private final List<String> done = new ArrayList<>();

  private void add(String asker, String task) {
    turns.add(asker, () -> done.add(task));
  }

  private void doAll(int count) {
    for (int i = 0; i < count; i++) {
      turns.next().run();
    }
  }

  @Test
  void next_oneAsker_keepsTheOrder() {
    add("a", "a1");
    add("a", "a2");
    add("a", "a3");

    doAll(3);

    assertThat(done).containsExactly("a1", "a2", "a3");
  }

  @Test
  void next_askerWithMany_letsOthersInBetween() {
    add("a", "a1");
    add("a", "a2");
    add("a", "a3");
    add("b", "b1");
    add("c", "c1");
    add("b", "b2");

    doAll(6);

    assertThat(done).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  @Test
  void next_askerWhoComesLater_waitsForOneOfEachAtMost() {
    add("a", "a1");
    add("a", "a2");
    doAll(1);
    add("b", "b1");
    add("a", "a3");

    doAll(3);

    assertThat(done).containsExactly("a1", "a2", "b1", "a3");
  }

  @Test
  void next_nobodyWaits_isABug() {
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(turns::next);
  }
}
