package io.coral.duckdb.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups, with a writer whose transactions the test holds up. */
class GroupCommitTest {
  private static final Either<IntakeFailure, IntakeReceipt> TAKEN =
      Either.right(new IntakeReceipt(0, ""));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z"));
  private static final long BYTES = 100;

  private final HeldWriter writer = new HeldWriter();
  private GroupCommit intake = new GroupCommit(writer, CLOCK, IntakeSettings.DEFAULT);

  @AfterEach
  void closeIntake() {
    writer.release();
    intake.close();
  }

  @Test
  void offer_whileATransactionIsUnderWay_sharesTheNext() throws InterruptedException {
    var first = offer("shop");
    writer.awaitFirst();
    List<CompletableFuture<Either<IntakeFailure, IntakeReceipt>>> others = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      others.add(offer("shop"));
    }
    assertThat(first).isNotDone();
    writer.release();

    assertThat(first.join()).isEqualTo(TAKEN);
    assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo(TAKEN));
    assertThat(writer.batches()).hasSizeLessThan(50);
    assertThat(writer.spansOf("shop")).isEqualTo(101);
    assertThat(intake.counts().commits()).isEqualTo(writer.batches().size());
    assertThat(intake.counts().requests()).isEqualTo(101);
  }

  @Test
  void offer_requestThatMeetsABug_failsAlone() throws InterruptedException {
    hold("first");
    writer.awaitFirst();
    var before = offer("shop");
    var poison = offer(HeldWriter.POISON);
    var after = offer("shop");
    writer.release();

    assertThat(before.join()).isEqualTo(TAKEN);
    assertThat(after.join()).isEqualTo(TAKEN);
    assertThatThrownBy(poison::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("poisoned");
    assertThat(writer.spansOf("shop")).isEqualTo(2);
    assertThat(intake.counts().failed()).isEqualTo(1);
  }

  @Test
  void offer_storeThatCannotBeWritten_failsAllUntilItRecovers() throws InterruptedException {
    var first = offer("shop");
    writer.awaitFirst();
    writer.setFull(true);
    List<CompletableFuture<Either<IntakeFailure, IntakeReceipt>>> others = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      others.add(offer("shop"));
    }
    writer.release();

    var unavailable = new IntakeFailure.Unavailable("the disk is full");
    assertThat(first.join().getLeft()).isEqualTo(unavailable);
    assertThat(others)
        .allSatisfy(other -> assertThat(other.join().getLeft()).isEqualTo(unavailable));

    writer.setFull(false);
    assertThat(offer("shop").join()).as("it recovers by itself").isEqualTo(TAKEN);
  }

  @Test
  void offer_moreRequestsThanThereIsRoomFor_areTurnedAway() throws InterruptedException {
    reopen(new IntakeSettings(3, 1_000_000, 1_000, Duration.ZERO, Duration.ofSeconds(7), FEW));
    var first = offer("shop");
    writer.awaitFirst();
    hold("shop");
    var third = offer("shop");

    assertThat(offer("shop").join().getLeft())
        .isEqualTo(new IntakeFailure.Overloaded(Duration.ofSeconds(7)));
    assertThat(intake.counts().turnedAway()).isEqualTo(1);

    writer.release();
    first.join();
    third.join();
    assertThat(offer("shop").join()).as("there is room again").isEqualTo(TAKEN);
  }

  @Test
  void offer_moreBytesThanThereIsRoomFor_areTurnedAway() throws InterruptedException {
    reopen(new IntakeSettings(100, 2 * BYTES, 1_000, Duration.ZERO, Duration.ofSeconds(1), FEW));
    hold("shop");
    writer.awaitFirst();
    var second = offer("shop");

    assertThat(offer("shop").join().getLeft()).isInstanceOf(IntakeFailure.Overloaded.class);
    writer.release();
    assertThat(second.join()).isEqualTo(TAKEN);
  }

  @Test
  void offer_senderWhoGivesUpWhileWaiting_countsNothing() throws InterruptedException {
    hold("shop");
    writer.awaitFirst();
    var gone = new Switch();
    var cancelled = intake.offer(spans("other"), gone).toCompletableFuture();
    var stays = offer("shop");
    gone.given.set(true);
    writer.release();

    assertThat(cancelled.join().getLeft()).isEqualTo(new IntakeFailure.Cancelled());
    assertThat(stays.join()).isEqualTo(TAKEN);
    assertThat(writer.spansOf("other")).isZero();
    assertThat(writer.spansOf("shop")).isEqualTo(2);
  }

  @Test
  void offer_oneNameTooMany_isDroppedAndTold() {
    reopen(IntakeSettings.DEFAULT.with(new CardinalityLimits(1, 1, 1, 1, 1)));
    writer.release();

    assertThat(offer("shop").join()).isEqualTo(TAKEN);
    assertThat(offer("other").join())
        .isEqualTo(Either.right(new IntakeReceipt(1, "more than 1 services in an hour (1)")));
    assertThat(intake.counts().dropped()).isEqualTo(1);
    assertThat(writer.spansOf("other")).isZero();
  }

  @Test
  void close_commitsWhatWasAccepted_andTakesNoMore() throws InterruptedException {
    hold("shop");
    writer.awaitFirst();
    var waiting = offer("shop");
    var closing = CompletableFuture.runAsync(intake::close);
    writer.release();
    closing.join();

    assertThat(waiting).isCompletedWithValue(TAKEN);
    assertThat(writer.spansOf("shop")).isEqualTo(2);
    assertThat(offer("shop").join().getLeft())
        .isEqualTo(new IntakeFailure.Unavailable("the store is closed"));
  }

  @Test
  void settings_longWaitForCompany_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new IntakeSettings(1, 1, 1, Duration.ofMillis(51), Duration.ofSeconds(1), FEW));
  }

  private static final CardinalityLimits FEW = new CardinalityLimits(9, 9, 9, 9, 99);

  private void reopen(IntakeSettings settings) {
    intake.close();
    intake = new GroupCommit(writer, CLOCK, settings);
  }

  private CompletableFuture<Either<IntakeFailure, IntakeReceipt>> offer(String service) {
    return intake.offer(spans(service), Cancellation.NEVER).toCompletableFuture();
  }

  /** Offers what the writer then holds up. */
  private void hold(String service) {
    assertThat(offer(service)).isNotNull();
  }

  private static Telemetry spans(String service) {
    var sender =
        new ServiceInstance(
            new ServiceName(service), Label.NONE, Label.NONE, new Label(service + "-1"));
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
        BYTES);
  }

  /** A sender who can give up. */
  private static final class Switch implements Cancellation {
    private final AtomicBoolean given = new AtomicBoolean();

    @Override
    public boolean isCancelled() {
      return given.get();
    }

    @Override
    public Registration onCancel(Runnable action) {
      return () -> {};
    }
  }
}
