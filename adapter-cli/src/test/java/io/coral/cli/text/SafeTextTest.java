package io.coral.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SafeTextTest {
  private static final Map<String, String> SHOWN =
      Map.of(
          "plain", "plain",
          "été 日本 👍", "été 日本 👍",
          "\u001b]52;c;aGk=\u0007", "\\u001b]52;c;aGk=\\u0007", // writes to the clipboard
          "\u009b31m", "\\u009b31m", // an escape sequence in one character
          "a\nb\tc\rd", "a\\nb\\tc\\rd",
          "\u202egnp.exe", "\\u202egnp.exe", // reads backwards
          "\u2028", "\\u2028",
          "\ud800", "\\ud800",
          "\udb40\udc41", "\\u{e0041}", // an invisible letter
          "👩\u200d💻", "👩\u200d💻"); // joined emoji are one character to people

  @Test
  void of_writesOutWhatATerminalActsOn() {
    SHOWN.forEach((text, shown) -> assertThat(SafeText.of(text)).isEqualTo(shown));
  }

  @Property
  void of_neverLeavesAnythingToActOn(@ForAll String text) {
    assertThat(SafeText.of(text).codePoints().noneMatch(SafeText::acts)).isTrue();
  }

  @Property
  void lines_keepsLineEndsOnly(@ForAll String text) {
    assertThat(SafeText.lines(text).codePoints().noneMatch(c -> c != '\n' && SafeText.acts(c)))
        .isTrue();
  }
}
