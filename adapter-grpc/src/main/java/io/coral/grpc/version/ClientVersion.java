package io.coral.grpc.version;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** Tells colonies the client's version, and takes no answer that it would misread. */
public final class ClientVersion implements ClientInterceptor {
  private final Version own;

  public ClientVersion() {
    this(Version.OWN);
  }

  ClientVersion(Version own) {
    this.own = requireNonNull(own, "own is null");
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        own.addTo(headers);
        super.start(new Comparing<>(listener, this, own), headers);
      }
    };
  }

  /** Ends a call as soon as the other side is known to be of no use. */
  private static final class Comparing<R> extends SimpleForwardingClientCallListener<R> {
    private final ClientCall<?, R> call;
    private final Version own;
    private @Nullable Version strange;

    Comparing(ClientCall.Listener<R> listener, ClientCall<?, R> call, Version own) {
      super(listener);
      this.call = call;
      this.own = own;
    }

    @Override
    public void onHeaders(Metadata headers) {
      strange = Version.in(headers).filter(colony -> !own.understands(colony)).orElse(null);
      if (strange == null) {
        super.onHeaders(headers);
      } else {
        call.cancel("of another protocol", null);
      }
    }

    @Override
    public void onMessage(R message) {
      if (strange == null) {
        super.onMessage(message);
      }
    }

    /** What a strange colony says of a failure would be read in vain, too. */
    @Override
    public void onClose(Status status, Metadata trailers) {
      Version colony =
          strange == null
              ? Version.in(trailers).filter(other -> !own.understands(other)).orElse(null)
              : strange;
      if (colony == null) {
        super.onClose(status, trailers);
        return;
      }
      var told = FailureMapping.toWire(misunderstood(colony));
      super.onClose(GrpcStatus.code(told), GrpcStatus.trailers(told));
    }

    private BadArgument misunderstood(Version colony) {
      return new BadArgument(
          "coral-protocol",
          "this coral is " + own + ", and the colony is " + colony,
          own.protocol() < colony.protocol()
              ? "use a coral as new as the colony"
              : "bring the colony up to date, or use a coral as old as it is");
    }
  }
}
