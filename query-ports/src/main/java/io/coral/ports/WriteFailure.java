package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.summary.RequestId;

/** Why a batch was not committed. */
public sealed interface WriteFailure {
  /** One sentence for people. */
  String message();

  /** A request of the batch was committed before. */
  record AlreadyCommitted(RequestId request) implements WriteFailure {
    public AlreadyCommitted {
      requireNonNull(request, "request is null");
    }

    @Override
    public String message() {
      return "request " + request.hex().substring(0, 12) + " was imported before";
    }
  }

  /** The store cannot be written now. */
  record StoreUnavailable(String message) implements WriteFailure {
    public StoreUnavailable {
      requireNonNull(message, "message is null");
    }
  }
}
