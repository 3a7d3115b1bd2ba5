package io.coral.domain.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearNamesTest {
  private static final List<String> KNOWN =
      List.of("payments", "payments-worker", "orders", "order-history", "stock", "api");

  @Test
  void of_mistyped_isFoundByItsEdits() {
    assertThat(NearNames.of("paymnets", KNOWN)).containsExactly("payments");
    assertThat(NearNames.of("order", KNOWN)).containsExactly("order-history", "orders");
    assertThat(NearNames.of("STOCK", KNOWN)).containsExactly("stock");
    assertThat(NearNames.of("apj", KNOWN)).containsExactly("api");
  }

  @Test
  void of_aPartOrMoreThanTheName_isFound() {
    assertThat(NearNames.of("payments-v2", KNOWN)).startsWith("payments");
    assertThat(NearNames.of("history", KNOWN)).containsExactly("order-history");
  }

  @Test
  void of_nothingLikeIt_isEmpty() {
    assertThat(NearNames.of("checkout-frontend", KNOWN)).isEmpty();
    assertThat(NearNames.of("payments", List.of())).isEmpty();
    assertThat(NearNames.of("", KNOWN)).isEmpty();
  }

  @Test
  void of_sameNameInOtherCase_comesFirst() {
    assertThat(NearNames.of("payments", List.of("payments-worker", "Payments")))
        .containsExactly("Payments", "payments-worker");
  }

  @Test
  void of_twoShortNames_needNotContainEachOther() {
    assertThat(NearNames.of("ab", List.of("abracadabra"))).isEmpty();
  }

  @Test
  void of_manyLongNames_endsSoon() {
    var known = new ArrayList<String>();
    for (int i = 0; i < 20_000; i++) {
      known.add("x".repeat(20 + i % 200) + i);
    }

    assertThat(NearNames.of("y".repeat(255), known)).isEmpty();
  }

  @Property
  void of_isAtMostThreeOfTheKnown_whateverTheirOrder(
      @ForAll @AlphaChars @StringLength(max = 12) String asked,
      @ForAll @Size(max = 20) List<@AlphaChars @StringLength(max = 12) String> known,
      @ForAll long seed) {
    var shuffled = new ArrayList<>(known);
    Collections.shuffle(shuffled, new Random(seed));

    var near = NearNames.of(asked, known);

    assertThat(near).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(known).containsAll(near);
    assertThat(NearNames.of(asked, shuffled)).isEqualTo(near);
  }
}
