package io.coral.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.text.TextWidth;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void of_shortLine_isTheLineWithACaretUnderThePlace() {
    assertThat(Excerpt.of("SELECT * FROM service_sumary", 14))
        .containsExactly("SELECT * FROM service_sumary", "              ^");
  }

  @Test
  void of_severalLines_isTheOneOfThePlace() {
    assertThat(Excerpt.of("SELECT *\r\nFROM nowhere\nLIMIT 1", 15))
        .containsExactly("FROM nowhere", "     ^");
  }

  @Test
  void of_theEnd_isBehindTheText() {
    assertThat(Excerpt.of("SELECT", 6)).containsExactly("SELECT", "      ^");
  }

  @Test
  void of_longLine_isCutAroundThePlace() {
    String line = "x, ".repeat(100) + "HERE" + ", y".repeat(100);

    var excerpt = Excerpt.of(line, 300);

    assertThat(excerpt.getFirst()).startsWith("…").contains("x, HERE, y").endsWith("…");
    assertThat(excerpt.getLast()).hasSize(excerpt.getFirst().indexOf("HERE") + 1);
  }

  @Test
  void of_wideAndHostileCharacters_keepsTheCaretInPlace() {
    assertThat(Excerpt.of("SELECT '日\t\u001b' FROM here", 18))
        .containsExactly("SELECT '日\\t\\u001b' FROM here", " ".repeat(25) + "^");
  }

  @Test
  void of_aPlaceThatIsNotThere_isNothing() {
    assertThat(Excerpt.of("SELECT 1", 9)).isEmpty();
    assertThat(Excerpt.of("SELECT 1", -1)).isEmpty();
  }

  @Property
  void of_anyText_fitsATerminal(@ForAll String text, @ForAll @IntRange(max = 300) int position) {
    assertThat(Excerpt.of(text, position))
        .allSatisfy(
            line -> {
              assertThat(TextWidth.of(line)).isLessThanOrEqualTo(77);
              assertThat(line).doesNotContain("\n", "\r", "\u001b");
            });
  }
}
