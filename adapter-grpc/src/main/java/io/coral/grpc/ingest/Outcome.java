package io.coral.grpc.ingest;

import static java.util.Objects.requireNonNull;

import io.coral.grpc.otlp.Decoded;
import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;

/** How a request ended, before it is told in the words of a protocol. */
sealed interface Outcome {

  /**
   * Its valid items count.
   *
   * @param rejected items that do not
   * @param reason why, each reason with its number of items; empty if there are none
   */
  record Taken(long rejected, String reason) implements Outcome {
    public Taken {
      requireNonNull(reason, "reason is null");
    }

    static Taken of(Decoded decoded, IntakeReceipt receipt) {
      String atOnce = decoded.refusals().message();
      String later = receipt.reason();
      return new Taken(
          decoded.refusals().count() + receipt.refused(),
          atOnce.isEmpty() || later.isEmpty() ? atOnce + later : atOnce + "; " + later);
    }
  }

  /** Nothing of it counts, though nothing is wrong with it. */
  record NotTaken(IntakeFailure failure) implements Outcome {
    public NotTaken {
      requireNonNull(failure, "failure is null");
    }
  }

  /**
   * It is no request at all, and will never be one.
   *
   * @param reason one sentence
   */
  record Malformed(String reason) implements Outcome {
    public Malformed {
      requireNonNull(reason, "reason is null");
    }
  }

  /** It has met a bug, which the log tells. */
  record Failed() implements Outcome {}
}
