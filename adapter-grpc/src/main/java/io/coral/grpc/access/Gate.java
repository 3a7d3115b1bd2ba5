package io.coral.grpc.access;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Principal;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lets calls in before anything else is done for them. Each server over gRPC has one. */
public final class Gate implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Principal> CALLER = Context.key("coral-caller");

  private static final Context.Key<Object> ASKER = Context.key("coral-asker");

  private final Doorkeeper doorkeeper;
  private final Turnstile turnstile;
  private final Function<MethodDescriptor<?, ?>, Need> needs;
  private final DeniedCalls denied;

  /**
   * @param needs what each method needs
   * @param denied hears of those that are turned away
   */
  public Gate(
      Doorkeeper doorkeeper,
      Turnstile turnstile,
      Function<MethodDescriptor<?, ?>, Need> needs,
      DeniedCalls denied) {
    this.doorkeeper = requireNonNull(doorkeeper, "doorkeeper is null");
    this.turnstile = requireNonNull(turnstile, "turnstile is null");
    this.needs = requireNonNull(needs, "needs is null");
    this.denied = requireNonNull(denied, "denied is null");
  }

  /** Who makes the call that this thread works on. */
  public static Principal caller() {
    return requireNonNull(CALLER.get(), "no call was let in");
  }

  /**
   * In whose turn that call is answered: the turn of its caller's account, or of its connection,
   * where callers are not known.
   */
  public static Object asker() {
    return requireNonNull(ASKER.get(), "no call was let in");
  }

  private static Object asker(Principal caller, ServerCall<?, ?> call) {
    return caller
        .account()
        .<Object>map(account -> account)
        .orElseGet(() -> String.valueOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Either<AccessDenied, Principal> admitted =
        doorkeeper.admit(
            authorizations(headers),
            Certificates.owner(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)),
            needs.apply(call.getMethodDescriptor()));
    if (admitted.isLeft()) {
      denied.denied(admitted.getLeft(), call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
      return turnAway(call, admitted.getLeft());
    }
    Either<QueryFailure.LimitExceeded, Turnstile.Pass> entered = turnstile.enter(admitted.get());
    if (entered.isLeft()) {
      denied.denied(
          Turnstile.denial(entered.getLeft()),
          admitted.get(),
          call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
      return turnAway(call, entered.getLeft());
    }
    Context withCaller =
        Context.current().withValues(CALLER, admitted.get(), ASKER, asker(admitted.get(), call));
    try {
      return new Leaving<>(Contexts.interceptCall(withCaller, call, headers, next), entered.get());
    } catch (RuntimeException | Error e) {
      entered.get().leave();
      throw e;
    }
  }

  /** Tells when a call is over. */
  private static final class Leaving<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Turnstile.Pass pass;

    Leaving(ServerCall.Listener<Q> listener, Turnstile.Pass pass) {
      super(listener);
      this.pass = pass;
    }

    @Override
    public void onCancel() {
      pass.leave();
      super.onCancel();
    }

    @Override
    public void onComplete() {
      pass.leave();
      super.onComplete();
    }
  }

  private static <Q> ServerCall.Listener<Q> turnAway(ServerCall<Q, ?> call, QueryFailure why) {
    var status = FailureMapping.toWire(why);
    call.close(GrpcStatus.code(status), GrpcStatus.trailers(status));
    return new ServerCall.Listener<>() {};
  }

  private static List<String> authorizations(Metadata headers) {
    List<String> given = new ArrayList<>();
    Iterable<String> all = headers.getAll(AUTHORIZATION);
    if (all != null) {
      all.forEach(given::add);
    }
    return given;
  }
}
