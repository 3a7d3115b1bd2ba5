package io.coral.grpc.access;

import io.coral.domain.access.Principal;
import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.Principal.Run;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.LimitExceeded;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tokens for scripts, each of which ends by itself. A script never sees the token of whoever runs
 * it, and what it does see is of little use to others: it can only query, and not for long.
 *
 * <p>Thread-safe.
 */
public final class RunTokens {
  /** What a script can have at most, however long it may run. */
  public static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST = 4_096;

  /** So that nobody can take those of all others. */
  private static final int MOST_OF_ONE = 256;

  private final RandomTokens random = new RandomTokens();
  private final LongSupplier nanoClock;

  /**
   * By the hash of the token. Whoever tries tokens cannot steer that, so a lookup tells nothing.
   */
  private final Map<String, Entry> entries = new HashMap<>();

  private record Entry(Run run, long endNanos) {}

  /** A token, and how long it counts. */
  public record Issued(Token token, Duration lifetime) {}

  public RunTokens() {
    this(System::nanoTime);
  }

  RunTokens(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * Makes a token for a script of a member's, with those of the member's scopes that a script can
   * have.
   *
   * @param asked positive
   */
  public synchronized Either<QueryFailure, Issued> issue(Member member, Duration asked) {
    long now = nanoClock.getAsLong();
    entries.values().removeIf(entry -> entry.endNanos() - now <= 0);
    long ofThisOne =
        entries.values().stream()
            .filter(entry -> entry.run().member().equals(member.name()))
            .count();
    if (entries.size() >= MOST || ofThisOne >= MOST_OF_ONE) {
      return Either.left(
          new LimitExceeded(
              "run_tokens",
              "as many scripts run against this colony as may at once",
              "run it again when others have ended"));
    }
    Duration lifetime = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    Token token = random.next();
    var run = new Run(member.name(), both(member.scopes(), Run.MOST_SCOPES));
    entries.put(TokenHash.of(token).hex(), new Entry(run, now + lifetime.toNanos()));
    return Either.right(new Issued(token, lifetime));
  }

  /** Whose script holds a token; empty for one that nobody holds, or that has ended. */
  synchronized Optional<Run> holderOf(Token token) {
    Entry entry = entries.get(TokenHash.of(token).hex());
    return entry == null || entry.endNanos() - nanoClock.getAsLong() <= 0
        ? Optional.empty()
        : Optional.of(entry.run());
  }

  /** The same script with no more than its member may do now. */
  static Principal narrowed(Run run, Set<Scope> ofMember) {
    return new Run(run.member(), both(run.scopes(), ofMember));
  }

  private static Set<Scope> both(Set<Scope> some, Set<Scope> others) {
    Set<Scope> both = EnumSet.noneOf(Scope.class);
    both.addAll(some);
    both.retainAll(others);
    return both;
  }
}
