package io.coral.grpc.access;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Principal;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.failure.QueryFailure.LimitExceeded;
import io.coral.ports.CallRates;
import io.coral.ports.Denial;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Counts what each principal takes. A script counts as its member, who would otherwise have as much
 * again with every script. Who is not known is not counted: then there is only one, everybody, for
 * whom the limits of the server itself hold.
 *
 * <p>Thread-safe.
 */
public final class Turnstile {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Names that are remembered; beyond it those are forgotten that have nothing under way. */
  private static final int MOST_NAMES = 2_000;

  private static final String AT_ONCE = "calls_at_once";
  private static final String PER_SECOND = "calls_per_second";

  private static final Pass FREE = () -> {};

  private final CallRates rates;
  private final LongSupplier nanoClock;
  private final Map<PrincipalName, Taken> taken = new HashMap<>();

  /** A call that is under way. */
  public interface Pass {
    /** It is over. Has an effect once. */
    void leave();
  }

  private static final class Taken {
    private int underWay;
    private double tokens;
    private long filledNanos;
  }

  public Turnstile(CallRates rates) {
    this(rates, System::nanoTime);
  }

  Turnstile(CallRates rates, LongSupplier nanoClock) {
    this.rates = requireNonNull(rates, "rates is null");
    this.nanoClock = requireNonNull(nanoClock, "nanoClock is null");
  }

  /** Lets a call through, or says that this principal has had enough for the moment. */
  public Either<LimitExceeded, Pass> enter(Principal principal) {
    return principal.account().map(this::enter).orElseGet(() -> Either.right(FREE));
  }

  private synchronized Either<LimitExceeded, Pass> enter(PrincipalName name) {
    if (taken.size() >= MOST_NAMES) {
      taken.values().removeIf(each -> each.underWay == 0);
    }
    long now = nanoClock.getAsLong();
    Taken mine = taken.computeIfAbsent(name, first -> full(now));
    double filled = mine.tokens + (now - mine.filledNanos) * rates.perSecond() / NANOS_PER_SECOND;
    mine.tokens = Math.min(rates.burst(), filled);
    mine.filledNanos = now;
    if (mine.underWay >= rates.atOnce()) {
      return Either.left(
          new LimitExceeded(
              AT_ONCE,
              name + " has " + rates.atOnce() + " calls under way, and may have no more",
              "call again when one has ended"));
    }
    if (mine.tokens < 1) {
      return Either.left(
          new LimitExceeded(
              PER_SECOND,
              name + " may make " + rates.perSecond() + " calls a second, and makes more",
              "call again in a second"));
    }
    mine.tokens--;
    mine.underWay++;
    var left = new AtomicBoolean();
    return Either.right(
        () -> {
          if (left.compareAndSet(false, true)) {
            leave(mine);
          }
        });
  }

  /** What {@link #enter} has told, in one word. */
  public static Denial denial(LimitExceeded told) {
    return told.limit().equals(AT_ONCE) ? Denial.CALLS_AT_ONCE : Denial.CALLS_PER_SECOND;
  }

  private Taken full(long now) {
    var first = new Taken();
    first.tokens = rates.burst();
    first.filledNanos = now;
    return first;
  }

  private synchronized void leave(Taken mine) {
    mine.underWay--;
  }
}
