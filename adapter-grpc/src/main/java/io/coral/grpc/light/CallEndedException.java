package io.coral.grpc.light;

import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;

/** A call has ended before its time, in a way that has a status. */
final class CallEndedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Status status;

  CallEndedException(Status status) {
    super(status.toString());
    this.status = status;
  }

  Status status() {
    return status;
  }

  Metadata trailers() {
    return new Metadata();
  }
}
