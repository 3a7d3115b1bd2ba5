package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.GetErrorRate;
import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.SummaryBatch;
import io.coral.ports.WriteFailure;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How batches are committed. */
public abstract class WriterContract extends ColonyContract {
  private static final RequestId FIRST = new RequestId("a".repeat(64));
  private static final RequestId SECOND = new RequestId("b".repeat(64));
  private static final StreamId STREAM = new StreamId("c".repeat(64));

  @Test
  void append_isSeenByTheNextQuestion() {
    append(FIRST);

    assertThat(requestCount()).isEqualTo(1);
  }

  @Test
  void append_requestThatWasCommitted_changesNothing() {
    append(FIRST);

    var again = writer().append(new SummaryBatch(Set.of(SECOND, FIRST), oneRequest()));

    assertThat(again.getLeft()).isEqualTo(new WriteFailure.AlreadyCommitted(FIRST));
    assertThat(requestCount()).isEqualTo(1);
    assertThat(writer().committed(Set.of(FIRST, SECOND)).get()).containsExactly(FIRST);
  }

  @Test
  void append_withoutRequestIds_addsUp() {
    given(oneRequest());
    given(oneRequest());

    assertThat(requestCount()).isEqualTo(2);
  }

  @Test
  void append_emptyBatch_isRemembered() {
    assertThat(writer().append(new SummaryBatch(Set.of(FIRST), SummaryDeltas.NONE)).isRight())
        .isTrue();

    assertThat(writer().committed(Set.of(FIRST)).get()).containsExactly(FIRST);
  }

  @Test
  void append_keepsTheLatestStateOfEachStream() {
    var early = state(10);
    var late = state(20);
    var other = new StreamId("d".repeat(64));
    writer().append(new SummaryBatch(Set.of(), SummaryDeltas.NONE, Map.of(STREAM, early)));
    writer().append(new SummaryBatch(Set.of(), SummaryDeltas.NONE, Map.of(STREAM, late)));

    assertThat(writer().streamStates(Set.of(STREAM, other)).get()).isEqualTo(Map.of(STREAM, late));
  }

  @Test
  void append_refusedBatch_leavesStreamsAsTheyWere() {
    append(FIRST);

    writer().append(new SummaryBatch(Set.of(FIRST), SummaryDeltas.NONE, Map.of(STREAM, state(10))));

    assertThat(writer().streamStates(Set.of(STREAM)).get()).isEmpty();
  }

  private static StreamState state(long count) {
    return new StreamState(
        1,
        2,
        OptionalDouble.of(0.5),
        new BucketCounts(List.of(0.005, 5.0), List.of(count, 0L, 1L)));
  }

  private void append(RequestId request) {
    assertThat(writer().append(new SummaryBatch(Set.of(request), oneRequest())).isRight()).isTrue();
  }

  private static SummaryDeltas oneRequest() {
    return new Telemetry().request("shop", "2026-03-01T11:30:00Z", 5).deltas();
  }

  private long requestCount() {
    return answerOf(
            colony()
                .getErrorRate(new GetErrorRate(ServiceSelector.of("shop"), QueryWindow.LAST_HOUR)))
        .requestCount();
  }
}
