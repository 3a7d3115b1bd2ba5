package io.coral.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.summary.RequestId;
import io.coral.domain.telemetry.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void traceId_is32LowerCaseHexDigits() {
    assertThat(new TraceId("0123456789abcdef0123456789abcdef"))
        .hasToString("0123456789abcdef0123456789abcdef");

    assertThatThrownBy(() -> new TraceId("0123456789ABCDEF0123456789ABCDEF"))
        .hasMessage("trace id holds no lower-case hex digit at index 10");
    assertThatThrownBy(() -> new TraceId("abc"))
        .hasMessage("trace id must have 32 hex digits, got 3");
    assertThatThrownBy(() -> new TraceId("0".repeat(32))).hasMessage("trace id is all zero");
  }

  @Test
  void traceIds_orderAsTheirDigits() {
    assertThat(new TraceId("a".repeat(32))).isLessThan(new TraceId("b".repeat(32)));
  }

  @Test
  void requestAndStreamIds_are64LowerCaseHexDigits() {
    assertThat(new RequestId("0a".repeat(32)).hex()).isEqualTo("0a".repeat(32));
    assertThat(new StreamId("0".repeat(64))).hasToString("0".repeat(64));

    for (var text : List.of("", "a".repeat(63), "a".repeat(65), "A".repeat(64), "\0".repeat(64))) {
      assertThatThrownBy(() -> new RequestId(text)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new StreamId(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
