package io.coral.duckdb.file;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.Cancellation;
import io.coral.ports.StoreCopy;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes copies of a store, one after the other. */
public final class Copying {
  private static final Logger LOG = System.getLogger(Copying.class.getName());

  private final Opening.Source connections;
  private final Optional<CopyFiles> files;
  private final AtomicBoolean inUse = new AtomicBoolean();

  /**
   * @param connections to the store, beside those that it has
   * @param files where copies are made; empty if there is no place for them
   */
  public Copying(Opening.Source connections, Optional<CopyFiles> files) {
    this.connections = requireNonNull(connections, "connections is null");
    this.files = requireNonNull(files, "files is null");
  }

  public Either<QueryFailure, StoreCopy> copy(Cancellation cancellation) {
    if (files.isEmpty()) {
      return Either.left(
          new QueryFailure.BadArgument(
              "store", "has no file of its own that is written", "copy that of a running colony"));
    }
    if (!inUse.compareAndSet(false, true)) {
      return Either.left(
          new QueryFailure.LimitExceeded(
              "backups", "another backup is being made", "ask again when it is over"));
    }
    var copy = new Copy(files.get());
    Either<QueryFailure, StoreCopy> made = made(copy, cancellation);
    if (made.isLeft()) {
      copy.close();
    }
    return made;
  }

  private Either<QueryFailure, StoreCopy> made(Copy copy, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      return Either.left(new QueryFailure.Cancelled());
    }
    copy.files.delete();
    try (var connection = connections.open()) {
      Database.copy(connection, copy.files, cancellation);
      return cancellation.isCancelled()
          ? Either.left(new QueryFailure.Cancelled())
          : Either.right(copy);
    } catch (SQLException e) {
      if (cancellation.isCancelled()) {
        return Either.left(new QueryFailure.Cancelled());
      }
      LOG.log(Level.WARNING, "no copy of the store was made", e);
      return Either.left(
          new QueryFailure.Unavailable(
              "the store cannot be copied",
              "there must be room for a copy beside the colony's database"));
    }
  }

  /** Gives its place free when it is closed. */
  private final class Copy implements StoreCopy {
    private final CopyFiles files;

    Copy(CopyFiles files) {
      this.files = files;
    }

    @Override
    public Path file() {
      return files.file();
    }

    @Override
    public void close() {
      files.delete();
      inUse.set(false);
    }
  }
}
