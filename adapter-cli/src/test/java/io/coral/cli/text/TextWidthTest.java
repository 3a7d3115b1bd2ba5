package io.coral.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

  @ParameterizedTest
  @CsvSource({"abc,3", "été,3", "e\u0301,1", "日本,4", "👍,2"})
  void of_countsColumns(String text, int columns) {
    assertThat(TextWidth.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({"payments,8,payments", "payments,5,paym…", "日本語,4,日…", "日本語,1,…"})
  void cut_marksWhatIsMissing(String text, int width, String cut) {
    assertThat(TextWidth.cut(text, width)).isEqualTo(cut);
  }

  @Property
  void cut_neverExceedsTheWidth(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 40) int width) {
    assertThat(TextWidth.of(TextWidth.cut(text, width))).isLessThanOrEqualTo(width);
  }
}
