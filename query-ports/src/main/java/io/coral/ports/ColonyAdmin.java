package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;

/** Administers a colony, be it in this process or on the network. Thread-safe, blocking. */
public interface ColonyAdmin {
  /** How the colony is. */
  Either<QueryFailure, ColonyStatus> status(Cancellation cancellation);

  /**
   * Copies the colony's database as it is at one moment, while others go on asking and sending.
   *
   * @param sink gets the file from its beginning to its end, on the calling thread
   * @return what the whole file is; if it is no right, what the sink got is of no use
   */
  Either<QueryFailure, BackupDigest> backup(BackupSink sink, Cancellation cancellation);
}
