package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;

/** Opens embedded colonies. */
public interface ColonyStores {
  /** What opening a database file may do. */
  enum Access {
    /** Read and write; the file is made if there is none. */
    READ_WRITE,
    /** Read only; the file must exist. Several processes may have it open so at one time. */
    READ_ONLY
  }

  /**
   * Opens the colony kept in a database file.
   *
   * @return {@link QueryFailure.Unavailable} if another process holds the file, or if it is no
   *     colony's database; {@link QueryFailure.BadArgument} if there is none to read
   */
  Either<QueryFailure, ColonyStore> open(Path database, Access access);

  /** An empty colony in memory. */
  ColonyStore inMemory();

  /**
   * A colony in memory, filled from a folded sample.
   *
   * @param sample what {@link #exportSample} wrote
   * @param shift added to all times, whole minutes
   */
  Either<QueryFailure, ColonyStore> ofSample(Path sample, Duration shift);

  /** Writes the deltas of a colony's database into a folder that {@link #ofSample} reads. */
  Either<QueryFailure, Void> exportSample(Path database, Path sample);
}
