package io.coral.grpc.watch;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Principal;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.Denial;
import io.coral.ports.Entrance;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of the calls that one entrance turns away. Thread-safe. */
public final class DeniedCalls {
  private final ColonyListener listener;
  private final Entrance entrance;

  public DeniedCalls(ColonyListener listener, Entrance entrance) {
    this.listener = requireNonNull(listener, "listener is null");
    this.entrance = requireNonNull(entrance, "entrance is null");
  }

  /** It is not known who calls, or not allowed what they ask for. */
  public void denied(AccessDenied why, @Nullable SocketAddress from) {
    listener.heard(
        new ColonyEvent.CallDenied(
            entrance,
            switch (why.kind()) {
              case UNAUTHENTICATED -> Denial.UNAUTHENTICATED;
              case PERMISSION_DENIED -> Denial.PERMISSION_DENIED;
            },
            host(from),
            Optional.empty()));
  }

  /** Somebody was let in, and takes too much. */
  public void denied(Denial denial, Principal caller, @Nullable SocketAddress from) {
    listener.heard(new ColonyEvent.CallDenied(entrance, denial, host(from), caller.account()));
  }

  /** Whoever it was: all together take too much. */
  public void denied(Denial denial, @Nullable SocketAddress from) {
    listener.heard(new ColonyEvent.CallDenied(entrance, denial, host(from), Optional.empty()));
  }

  private static String host(@Nullable SocketAddress from) {
    return from instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "";
  }
}
