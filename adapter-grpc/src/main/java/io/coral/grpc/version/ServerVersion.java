package io.coral.grpc.version;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;

/** Tells callers the colony's version, and turns those away whom it would misunderstand. */
public final class ServerVersion implements ServerInterceptor {
  private final Version own;

  public ServerVersion() {
    this(Version.OWN);
  }

  ServerVersion(Version own) {
    this.own = requireNonNull(own, "own is null");
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    ServerCall<Q, R> telling = new Telling<>(call, own);
    Optional<Version> caller = Version.in(headers).filter(other -> !own.understands(other));
    if (caller.isPresent()) {
      var status = FailureMapping.toWire(misunderstood(caller.get()));
      telling.close(GrpcStatus.code(status), GrpcStatus.trailers(status));
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(telling, headers);
  }

  private BadArgument misunderstood(Version caller) {
    return new BadArgument(
        "coral-protocol",
        "this coral is " + caller + ", and the colony is " + own,
        caller.protocol() < own.protocol()
            ? "use a coral as new as the colony"
            : "bring the colony up to date, or use a coral as old as it is");
  }

  /** Says the version with the first that is sent, which for a failure is also the last. */
  private static final class Telling<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final Version own;
    private boolean told;

    Telling(ServerCall<Q, R> call, Version own) {
      super(call);
      this.own = own;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      told = true;
      own.addTo(headers);
      super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!told) {
        own.addTo(trailers);
      }
      super.close(status, trailers);
    }
  }
}
