package io.coral.duckdb;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores;
import io.vavr.control.Either;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.duckdb.DuckDBConnection;

/** Opens colonies in DuckDB. */
public final class DuckDbStores implements ColonyStores {
  private final InstantSource clock;
  private final StoreSettings settings;

  /**
   * @param clock resolves look-backs
   */
  public DuckDbStores(InstantSource clock, StoreSettings settings) {
    this.clock = requireNonNull(clock, "clock is null");
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public Either<QueryFailure, ColonyStore> open(Path database, Access access) {
    boolean readOnly = access == Access.READ_ONLY;
    if (OpenFailures.isMisread(database)) {
      return Either.left(OpenFailures.misread(database));
    }
    if (Files.isDirectory(database)) {
      return Either.left(OpenFailures.directory(database));
    }
    if (readOnly && !Files.exists(database)) {
      return Either.left(OpenFailures.missing(database));
    }
    var claim = OpenFiles.claim(database, access);
    if (claim.isEmpty()) {
      return Either.left(OpenFailures.held(database));
    }
    Either<QueryFailure, ColonyStore> opened = opened(database, access, claim.get());
    if (opened.isLeft()) {
      claim.get().run();
    }
    return opened;
  }

  private Either<QueryFailure, ColonyStore> opened(Path database, Access access, Runnable release) {
    DuckDBConnection root;
    try {
      root =
          Database.open(
              database.toAbsolutePath().toString(), access == Access.READ_ONLY, false, settings);
    } catch (SQLException e) {
      return Either.left(OpenFailures.of(database, e));
    }
    try {
      var unfit = Schema.prepare(root, database, access);
      if (unfit.isPresent()) {
        root.close();
        return Either.left(unfit.get());
      }
      Database.lock(root);
      return Either.right(new DuckDbStore(root, access, clock, settings, release));
    } catch (SQLException | org.jooq.exception.DataAccessException e) {
      try {
        root.close();
      } catch (SQLException alsoBroken) {
        e.addSuppressed(alsoBroken);
      }
      return Either.left(OpenFailures.of(database, e));
    }
  }

  @Override
  public ColonyStore inMemory() {
    try {
      var root = Database.open("", false, false, settings);
      Database.create(root);
      Database.lock(root);
      return new DuckDbStore(root, Access.READ_WRITE, clock, settings, () -> {});
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start", e);
    }
  }

  @Override
  public Either<QueryFailure, ColonyStore> ofSample(Path sample, Duration shift) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Either<QueryFailure, Void> exportSample(Path database, Path sample) {
    throw new UnsupportedOperationException();
  }
}
