package io.coral.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeExpressionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "now, 2026-03-01T12:00:00Z",
    "now-2h, 2026-03-01T10:00:00Z",
    "now-1h30m, 2026-03-01T10:30:00Z",
    "now-0, 2026-03-01T12:00:00Z",
    "2026-03-01T11:30:00Z, 2026-03-01T11:30:00Z",
    "2026-03-01T11:30:00.5Z, 2026-03-01T11:30:00.500Z",
    "2026-03-01t11:30:00z, 2026-03-01T11:30:00Z",
    "2026-03-01T13:30:00+02:00, 2026-03-01T11:30:00Z",
    "2026-03-01T11:30Z, 2026-03-01T11:30:00Z"
  })
  void parse_thenResolve(String text, Instant expected) {
    assertThat(TimeExpression.parse(text).get().resolve(NOON)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Now",
        "now ",
        "now+2h",
        "now - 2h",
        "2h",
        "yesterday",
        "2026-03-01",
        "11:30",
        "2026-03-01T11:30:00",
        "2026-02-30T11:30:00Z",
        "2026-03-01T25:00:00Z",
        "1772366400",
        "2026-03-01T11:30:00Z[Europe/Zurich]",
        "2026-03-01T11:30:00Z\n"
      })
  void parse_otherText_isNone(String text) {
    assertThat(TimeExpression.parse(text).getLeft())
        .isEqualTo("not a time; write 2026-03-01T11:30:00Z, now or now-2h");
  }

  @Test
  void parse_nowMinusNoDuration_saysWhatIsWrongWithIt() {
    assertThat(TimeExpression.parse("now-5").getLeft()).startsWith("a duration needs a unit");
    assertThat(TimeExpression.parse("now--5m").getLeft()).startsWith("a duration is not negative");
  }

  @Property
  void parse_neverThrows(@ForAll String text) {
    assertThat(TimeExpression.parse(text)).isNotNull();
    assertThat(TimeExpression.parse("now-" + text)).isNotNull();
  }

  @Property
  void parse_readsEveryInstantInEveryOffset(
      @ForAll @LongRange(max = 9_223_372_036L) long seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    var instant = Instant.ofEpochSecond(seconds, nanos);
    var text =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60)));

    assertThat(TimeExpression.parse(text).get()).isEqualTo(new TimeExpression.Fixed(instant));
  }

  @Test
  void nowMinus_negative_isABug() {
    assertThatThrownBy(() -> new TimeExpression.NowMinus(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void resolve_beforeAllInstants_isRefused() {
    var age = TimeExpression.parse("now-999999999999d").get();

    assertThatThrownBy(() -> age.resolve(NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no instant is that long ago");
  }
}
