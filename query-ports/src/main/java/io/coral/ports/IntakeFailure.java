package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Why a request was not taken in. Nothing of it counts. */
public sealed interface IntakeFailure {
  /** One sentence for people. */
  String message();

  /**
   * More is waiting than there is room for.
   *
   * @param retryAfter when to offer it again
   */
  record Overloaded(Duration retryAfter) implements IntakeFailure {
    public Overloaded {
      requireNonNull(retryAfter, "retryAfter is null");
    }

    @Override
    public String message() {
      return "more telemetry is waiting than the colony has room for";
    }
  }

  /** The store cannot be written now; a later try may succeed. */
  record Unavailable(String message) implements IntakeFailure {
    public Unavailable {
      requireNonNull(message, "message is null");
    }
  }

  /** The sender gave up. */
  record Cancelled() implements IntakeFailure {
    @Override
    public String message() {
      return "the sender gave up";
    }
  }
}
