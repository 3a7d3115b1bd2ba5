package io.coral.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.TraceId;
import org.junit.jupiter.api.Test;

class SpanRecordTest {
  private static final ServiceInstance SHOP =
      new ServiceInstance(new ServiceName("shop"), Label.NONE, Label.NONE, Label.NONE);

  @Test
  void span_tellsItsMinuteAndDuration() {
    var span = span(7, 60_000_000_000L, 60_000_000_005L, "GET /");

    assertThat(span.minute()).isEqualTo(new Minute(1));
    assertThat(span.durationNanos()).isEqualTo(5);
    assertThat(span.operation()).isEqualTo("GET /");
  }

  @Test
  void span_atTheEndsOfTime() {
    assertThat(span(-1, 1, Long.MAX_VALUE, "").durationNanos()).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void span_thatCannotBe_isRefused() {
    assertThatThrownBy(() -> span(0, 1, 2, "")).hasMessage("span id is all zero");
    assertThatThrownBy(() -> span(1, 0, 2, "")).hasMessage("span has no start time");
    assertThatThrownBy(() -> span(1, Long.MIN_VALUE, 2, "")).hasMessage("span has no start time");
    assertThatThrownBy(() -> span(1, 2, 1, "")).hasMessage("span ends before it starts");
    assertThatThrownBy(() -> span(1, 2, -1, "")).hasMessage("span ends before it starts");
  }

  @Test
  void operation_isCutAndCleaned() {
    assertThat(span(1, 1, 2, "x".repeat(300)).operation()).isEqualTo("x".repeat(255));
    assertThat(span(1, 1, 2, "GET\u001B[2J").operation()).isEqualTo("GET\uFFFD[2J");
  }

  @Test
  void isEntry_aRequestOrARoot() {
    assertThat(of(SpanKind.SERVER, false).isEntry()).isTrue();
    assertThat(of(SpanKind.CLIENT, true).isEntry()).isTrue();
    assertThat(of(SpanKind.CLIENT, false).isEntry()).isFalse();
    assertThat(of(SpanKind.CLIENT, true).isRequest()).isFalse();
  }

  private static SpanRecord span(long id, long start, long end, String operation) {
    return new SpanRecord(
        SHOP,
        new TraceId("a".repeat(32)),
        id,
        true,
        operation,
        SpanKind.SERVER,
        start,
        end,
        SpanOutcome.UNSET);
  }

  private static SpanRecord of(SpanKind kind, boolean root) {
    return new SpanRecord(
        SHOP, new TraceId("a".repeat(32)), 1, root, "", kind, 1, 2, SpanOutcome.UNSET);
  }
}
