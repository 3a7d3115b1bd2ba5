package io.coral.grpc.client;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.vavr.control.Either;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Makes one call after the other, each within the same bounds. */
final class UnaryCalls {
  private final Channel channel;
  private final CallBounds bounds;
  private final CallFailures failures;

  UnaryCalls(Channel channel, CallBounds bounds) {
    this.channel = channel;
    this.bounds = bounds;
    this.failures = new CallFailures(channel.authority(), bounds.timeout());
  }

  /**
   * Calls and waits.
   *
   * @param read makes an answer of the reply; throws IllegalArgumentException if it is none
   */
  <Q, R, A> Either<QueryFailure, A> ask(
      MethodDescriptor<Q, R> method, Q request, Function<R, A> read) {
    R reply;
    try {
      reply = call(method, request);
    } catch (StatusRuntimeException e) {
      return Either.left(failures.toDomain(e));
    }
    try {
      return Either.right(read.apply(reply));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Either.left(failures.unreadable());
    }
  }

  private <Q, R> R call(MethodDescriptor<Q, R> method, Q request) {
    Context.CancellableContext call = Context.current().withCancellation();
    Context outer = call.attach();
    Cancellation.Registration registration =
        bounds.cancellation().onCancel(() -> call.cancel(null));
    try {
      return ClientCalls.blockingUnaryCall(
          channel,
          method,
          CallOptions.DEFAULT.withDeadlineAfter(bounds.timeout().toNanos(), TimeUnit.NANOSECONDS),
          request);
    } finally {
      registration.close();
      call.detachAndCancel(outer, null);
    }
  }
}
