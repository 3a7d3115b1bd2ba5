package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Principal;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.QueryIntent;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that happened in a colony. None holds a secret, but questions hold what was asked,
 * which may be private.
 */
public sealed interface ColonyEvent {

  /** A call has come. */
  record CallBegun(Entrance entrance) implements ColonyEvent {
    public CallBegun {
      requireNonNull(entrance, "entrance is null");
    }
  }

  /**
   * A call that has come is over, whether it was let in or not.
   *
   * @param method one of those that the entrance has, or {@code other}
   * @param code how it ended, in the words of its protocol
   * @param took from its first byte to its last
   */
  record CallEnded(Entrance entrance, String method, String code, Duration took)
      implements ColonyEvent {
    /** Stands for all methods that an entrance does not have. */
    public static final String OTHER = "other";

    public CallEnded {
      requireNonNull(entrance, "entrance is null");
      requireNonNull(method, "method is null");
      requireNonNull(code, "code is null");
      requireNonNull(took, "took is null");
    }
  }

  /**
   * A call was turned away.
   *
   * @param from the address of whoever calls; empty if it is not known
   * @param caller as far as it is known
   */
  record CallDenied(Entrance entrance, Denial denial, String from, Optional<PrincipalName> caller)
      implements ColonyEvent {
    public CallDenied {
      requireNonNull(entrance, "entrance is null");
      requireNonNull(denial, "denial is null");
      requireNonNull(from, "from is null");
      requireNonNull(caller, "caller is null");
    }
  }

  /**
   * A question was answered, or was not.
   *
   * @param asked with all that it asks, also its text if it is SQL
   * @param fingerprint of a statement that was read, which tells nothing of its constants; else
   *     empty
   * @param waited of its time, for others or for its reader
   * @param worked the rest of its time
   * @param rows of the answer
   * @param failure why there is no answer
   */
  record QuestionEnded(
      QueryIntent<?> asked,
      String fingerprint,
      Principal caller,
      Duration waited,
      Duration worked,
      long rows,
      Optional<QueryFailure> failure)
      implements ColonyEvent {
    public QuestionEnded {
      requireNonNull(asked, "asked is null");
      requireNonNull(fingerprint, "fingerprint is null");
      requireNonNull(caller, "caller is null");
      requireNonNull(waited, "waited is null");
      requireNonNull(worked, "worked is null");
      requireNonNull(failure, "failure is null");
    }
  }

  /**
   * An SQL statement has ended.
   *
   * @param verdict {@code OK}, {@code TRUNCATED}, the rule that it broke, or the kind of failure
   */
  record StatementEnded(String verdict) implements ColonyEvent {
    public StatementEnded {
      requireNonNull(verdict, "verdict is null");
    }
  }

  /**
   * It is decided what becomes of telemetry.
   *
   * @param items spans or metric points
   */
  record ItemsEnded(TelemetrySignal signal, ItemsEnd end, long items) implements ColonyEvent {
    public ItemsEnded {
      requireNonNull(signal, "signal is null");
      requireNonNull(end, "end is null");
    }
  }

  /**
   * A group of requests was committed.
   *
   * @param waited its first request, for others to join and for the commit before
   * @param took the transaction
   */
  record GroupCommitted(Duration waited, Duration took) implements ColonyEvent {
    public GroupCommitted {
      requireNonNull(waited, "waited is null");
      requireNonNull(took, "took is null");
    }
  }

  /** A group of requests could not be committed. */
  record CommitFailed() implements ColonyEvent {}

  /** The store was looked after. */
  record CareEnded(Duration took) implements ColonyEvent {
    public CareEnded {
      requireNonNull(took, "took is null");
    }
  }

  /** The store has made a checkpoint. */
  record CheckpointEnded(Duration took) implements ColonyEvent {
    public CheckpointEnded {
      requireNonNull(took, "took is null");
    }
  }
}
