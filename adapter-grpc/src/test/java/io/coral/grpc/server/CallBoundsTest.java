package io.coral.grpc.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ListServices;
import io.coral.grpc.RawColony;
import io.coral.grpc.RemoteColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller's deadline and cancellation reach whoever answers, and end the caller's wait. */
@Timeout(30)
class CallBoundsTest {

  @Test
  void within_noBounds_hasTheServersOwn() {
    var seen = new CompletableFuture<CallBounds>();
    try (var colony = RawColony.of(recording(seen))) {
      QueryServiceGrpc.newBlockingStub(colony.channel())
          .listServices(ListServicesRequest.getDefaultInstance());
    }

    assertThat(seen.join().timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void within_callersDeadline_isPassedOn() {
    var seen = new CompletableFuture<CallBounds>();
    try (var colony = RemoteColony.of(recording(seen))) {
      var bounded = colony.queries().within(CallBounds.timeout(Duration.ofSeconds(7)));
      assertThat(bounded.listServices(ListServices.all()).isRight()).isTrue();
    }

    assertThat(seen.join().timeout()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(7));
  }

  @Test
  void within_longerThanTheServerAllows_isCapped() {
    var seen = new CompletableFuture<CallBounds>();
    try (var colony = RemoteColony.of(recording(seen))) {
      var bounded = colony.queries().within(CallBounds.timeout(Duration.ofDays(365)));
      assertThat(bounded.listServices(ListServices.all()).isRight()).isTrue();
    }

    assertThat(seen.join().timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void deadline_whileAnswering_endsBothSides() throws Exception {
    var stopped = new CountDownLatch(1);
    var timeout = Duration.ofSeconds(1); // the first call connects as well
    try (var colony = RemoteColony.of(answeringUntilCancelled(new CountDownLatch(1), stopped))) {
      var reply =
          colony.queries().within(CallBounds.timeout(timeout)).listServices(ListServices.all());

      assertThat(reply.getLeft()).isEqualTo(new QueryFailure.DeadlineExceeded(timeout));
      assertThat(stopped.await(1, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void deadline_ofANanosecond_isExceeded() {
    try (var colony = RemoteColony.of(recording(new CompletableFuture<>()))) {
      var timeout = Duration.ofNanos(1);

      var reply =
          colony.queries().within(CallBounds.timeout(timeout)).listServices(ListServices.all());

      assertThat(reply.getLeft()).isInstanceOf(QueryFailure.DeadlineExceeded.class);
    }
  }

  @Test
  void deadline_expired_isExceeded() {
    try (var colony = RawColony.of(recording(new CompletableFuture<>()))) {
      var late =
          QueryServiceGrpc.newBlockingStub(colony.channel())
              .withDeadlineAfter(-1, TimeUnit.SECONDS);

      var thrown =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> late.listServices(ListServicesRequest.getDefaultInstance()));

      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void cancellation_whileAnswering_endsBothSides() throws Exception {
    var begun = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    var giveUp = new Switch();
    try (var colony = RemoteColony.of(answeringUntilCancelled(begun, stopped))) {
      var bounds = new CallBounds(Duration.ofSeconds(20), giveUp);
      var reply =
          CompletableFuture.supplyAsync(
              () -> colony.queries().within(bounds).listServices(ListServices.all()));
      begun.await();

      giveUp.cancel();

      assertThat(reply.get(5, SECONDS).getLeft()).isEqualTo(new QueryFailure.Cancelled());
      assertThat(stopped.await(1, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void client_vanishes_stopsTheWork() throws Exception {
    var begun = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    try (var colony = RawColony.of(answeringUntilCancelled(begun, stopped))) {
      var reply =
          QueryServiceGrpc.newFutureStub(colony.channel())
              .listServices(ListServicesRequest.getDefaultInstance());
      begun.await();

      colony.channel().shutdownNow();

      assertThat(stopped.await(1, SECONDS)).isTrue();
      assertThat(reply).failsWithin(Duration.ofSeconds(5));
    }
  }

  private static ScriptedColony recording(CompletableFuture<CallBounds> seen) {
    return new ScriptedColony(
        (intent, bounds) -> {
          seen.complete(bounds);
          return Either.right(SampleAnswers.to(intent));
        });
  }

  private static ScriptedColony answeringUntilCancelled(
      CountDownLatch begun, CountDownLatch stopped) {
    return new ScriptedColony(
        (intent, bounds) -> {
          var cancelled = new CountDownLatch(1);
          var registration = bounds.cancellation().onCancel(cancelled::countDown);
          begun.countDown();
          try {
            if (cancelled.await(20, SECONDS)) {
              stopped.countDown();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            registration.close();
          }
          return Either.left(new QueryFailure.Cancelled());
        });
  }

  /** A cancellation for one action at a time. */
  private static final class Switch implements Cancellation {
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    void cancel() {
      cancelled.complete(null);
    }

    @Override
    public boolean isCancelled() {
      return cancelled.isDone();
    }

    @Override
    public Registration onCancel(Runnable action) {
      var registered = cancelled.thenRun(action);
      return () -> registered.cancel(false);
    }
  }
}
