package io.coral.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@link ServiceName}, {@link MetricName}, {@link Label} and {@link Text}. */
class NamesTest {

  static Stream<Function<String, Object>> kinds() {
    return Stream.of(ServiceName::new, MetricName::new, Label::new);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void name_ofAnyScript_isKeptAsItIs(Function<String, Object> kind) {
    for (var text :
        Stream.of("payments", "größe", "支付", "pay ments", "a\u200Db", "🦈", "x".repeat(255))
            .toList()) {
      assertThat(kind.apply(text)).hasToString(text).isEqualTo(kind.apply(text));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void name_withWhatSteersOutput_isRefused(Function<String, Object> kind) {
    for (char c :
        "\0\t\n\r\u001B\u007F\u0085\u009B\u2028\u2029\u202A\u202E\u2066\u2069".toCharArray()) {
      assertThatThrownBy(() -> kind.apply("ab" + c + "d"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("holds a control character at index 2")
          .hasMessageNotContaining(String.valueOf(c));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void name_thatIsNoText_isRefused(Function<String, Object> kind) {
    for (var text : Stream.of("ab\uD83E", "ab\uDD88", "ab\uDD88\uD83E").toList()) {
      assertThatThrownBy(() -> kind.apply(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("is not well-formed text at index 2");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void name_tooLong_isRefused(Function<String, Object> kind) {
    assertThatThrownBy(() -> kind.apply("x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("has 256 characters, at most 255 are kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u2003"})
  void name_blank_isRefused(String blank) {
    assertThatThrownBy(() -> new ServiceName(blank)).hasMessage("service name is empty");
    assertThatThrownBy(() -> new MetricName(blank)).hasMessage("metric name is empty");
  }

  @Test
  void label_empty_isNone() {
    assertThat(new Label("")).isEqualTo(Label.NONE);
    assertThat(Label.NONE.isNone()).isTrue();
    assertThat(new Label("eu").isNone()).isFalse();
  }

  @Test
  void names_orderAsTheirTexts() {
    assertThat(new ServiceName("a")).isLessThan(new ServiceName("b"));
    assertThat(new MetricName("a")).isLessThan(new MetricName("b"));
    assertThat(Label.NONE).isLessThan(new Label("b"));
  }

  @Property
  void name_isRefusedOrKept(@ForAll String text) {
    try {
      assertThat(new Label(text).value()).isEqualTo(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("label ");
    }
  }

  @Property
  void cleaned_isAlwaysALabel(@ForAll String text, @ForAll @IntRange(max = 255) int most) {
    String cleaned = Text.cleaned(text, most);

    assertThat(new Label(cleaned).value()).hasSize(Math.min(text.length(), most));
    assertThat(Text.cleaned(cleaned, most)).isEqualTo(cleaned);
  }

  @Test
  void cleaned_replacesOnlyWhatMayNotBeThere() {
    assertThat(Text.cleaned("GET /a", 255)).isEqualTo("GET /a");
    assertThat(Text.cleaned("a\u001B[2Jb\n", 255)).isEqualTo("a\uFFFD[2Jb\uFFFD");
    assertThat(Text.cleaned("\uDD88x\uD83E\uDD88", 255)).isEqualTo("\uFFFDx\uD83E\uDD88");
    assertThat(Text.cleaned("x\uD83E\uDD88", 2)).isEqualTo("x\uFFFD");
  }
}
