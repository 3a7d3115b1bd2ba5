package io.coral.duckdb.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.intake.Cardinality;
import io.coral.domain.intake.CardinalityLimits;
import io.coral.domain.intake.Telemetry;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.TraceId;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyListener;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One group at a time. */
class GroupWriterTest {
  private final HeldWriter store = new HeldWriter();
  private final Cardinality cardinality = new Cardinality(CardinalityLimits.DEFAULT);
  private final IntakeTally tally = new IntakeTally(ColonyListener.NONE);
  private final GroupWriter writer =
      new GroupWriter(store, cardinality, new Answers(new IntakeQueue(100, Long.MAX_VALUE), tally));

  @BeforeEach
  void letTransactionsThrough() {
    store.release();
  }

  @Test
  void commit_group_isOneTransaction() {
    var group = group("shop", "shop", "other");

    writer.commit(IntakeGroup.of(group, cardinality));

    assertThat(store.batches()).hasSize(1);
    assertThat(group).allMatch(GroupWriterTest::isTaken);
    assertThat(tally.counts().commits()).isEqualTo(1);
    assertThat(tally.counts().requests()).isEqualTo(3);
  }

  @Test
  void commit_requestThatMeetsABug_takesNoOtherWithIt() {
    var group = group("shop", HeldWriter.POISON, "shop");

    writer.commit(IntakeGroup.of(group, cardinality));

    assertThat(group.get(0)).matches(GroupWriterTest::isTaken);
    assertThat(group.get(1).answer()).isCompletedExceptionally();
    assertThat(group.get(2)).matches(GroupWriterTest::isTaken);
    assertThat(store.spansOf("shop")).isEqualTo(2);
  }

  @Test
  void commit_storeThatCannotBeWritten_isTriedThreeTimesForAll() {
    store.setFull(true);
    var group = group("shop", "shop", "shop", "shop", "shop", "shop");

    writer.commit(IntakeGroup.of(group, cardinality));

    assertThat(store.attempts()).as("as a group, and for two requests alone").isEqualTo(3);
    assertThat(group).allMatch(pending -> pending.answer().join().isLeft());
    assertThat(tally.counts().failed()).isEqualTo(6);
  }

  private static boolean isTaken(Pending pending) {
    return pending.answer().join().isRight();
  }

  private static List<Pending> group(String... services) {
    return Stream.of(services)
        .map(service -> Pending.of(spans(service), Cancellation.NEVER))
        .toList();
  }

  private static Telemetry spans(String service) {
    var sender = new ServiceInstance(new ServiceName(service), Label.NONE, Label.NONE, Label.NONE);
    return new Telemetry.Spans(
        List.of(
            new SpanRecord(
                sender,
                new TraceId("a".repeat(32)),
                1,
                true,
                "GET /",
                SpanKind.SERVER,
                60,
                70,
                SpanOutcome.UNSET)),
        100);
  }
}
