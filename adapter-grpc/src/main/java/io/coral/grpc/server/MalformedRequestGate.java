package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Turns away bytes that are no message of their method, and calls with none or several, as the
 * caller's mistake; gRPC by itself calls it an error of the server's. Works where messages are
 * still bytes, for methods with one request.
 */
public final class MalformedRequestGate implements ServerInterceptor {
  private final BadArgument malformed;

  /**
   * @param hint where the right messages are described
   */
  public MalformedRequestGate(String hint) {
    malformed = new BadArgument("request", "not a well-formed message of this method", hint);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean hasMessage;
      private boolean turnedAway;

      @Override
      public void onMessage(Q message) {
        hasMessage = true;
        try {
          super.onMessage(message);
        } catch (StatusRuntimeException e) {
          turnedAway = true;
          if (e.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) {
            call.close(e.getStatus(), new Metadata()); // too large once decompressed
          } else {
            turnAway();
          }
        }
      }

      @Override
      public void onHalfClose() {
        if (!hasMessage) {
          turnAway();
        } else if (!turnedAway) {
          super.onHalfClose();
        }
      }

      private void turnAway() {
        var status = FailureMapping.toWire(malformed);
        call.close(GrpcStatus.code(status), GrpcStatus.trailers(status));
      }
    };
  }
}
