package io.coral.duckdb;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.file.CopyFiles;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.OpenFailures;
import io.coral.duckdb.file.OpenFiles;
import io.coral.duckdb.file.Opening;
import io.coral.duckdb.file.Room;
import io.coral.duckdb.file.Root;
import io.coral.duckdb.file.Sample;
import io.coral.duckdb.file.Schema;
import io.coral.duckdb.file.Warmup;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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

  /** Begins with what takes time before a first database can be opened, and returns at once. */
  public static void prepare() {
    Warmup.begin();
  }

  @Override
  public Either<QueryFailure, ColonyStore> open(Path database, Access access) {
    return claim(database, access)
        .flatMap(release -> open(database, access, release).peekLeft(failure -> release.run()));
  }

  private Either<QueryFailure, ColonyStore> open(Path database, Access access, Runnable release) {
    var copies = CopyFiles.beside(database);
    return Opening.of(
        database,
        () -> opened(database, access, copies),
        root -> {
          Database.lock(root); // first of all: what is asked of a strange file may be a view
          var strange = Schema.prepare(root, database, access, new Room(Optional.of(database)));
          if (strange.isPresent()) {
            return Either.left(strange.get());
          }
          var store =
              new DuckDbStore(
                  new Root(root, () -> reopened(database, access, copies)),
                  access,
                  clock,
                  settings,
                  copyFiles(copies, access),
                  release);
          store.begin();
          return Either.right(store);
        });
  }

  /**
   * @return gives the file back
   */
  private static Either<QueryFailure, Runnable> claim(Path database, Access access) {
    var unfit = OpenFailures.ofName(database, access);
    return unfit.isPresent()
        ? Either.left(unfit.get())
        : OpenFiles.claim(database)
            .<Either<QueryFailure, Runnable>>map(Either::right)
            .orElseGet(() -> Either.left(OpenFailures.openAlready(database)));
  }

  @Override
  public ColonyStore inMemory() {
    Warmup.begin();
    try {
      var root = Database.inMemory(settings.share());
      Database.create(root);
      return inMemory(root);
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB cannot be started", e);
    }
  }

  @Override
  public Either<QueryFailure, ColonyStore> ofSample(Path sample, Duration shift) {
    if (!shift.equals(shift.truncatedTo(ChronoUnit.MINUTES))) {
      throw new IllegalArgumentException("shift must be whole minutes, got " + shift);
    }
    var files = new Sample(sample);
    if (!files.isWhole()) {
      return Either.left(OpenFailures.noSample(sample));
    }
    return Opening.of(
        sample,
        () -> Database.inMemory(settings.share()),
        root -> {
          Database.create(root);
          files.read(root, shift);
          return Either.right(inMemory(root));
        });
  }

  @Override
  public Either<QueryFailure, Void> exportSample(Path database, Path sample) {
    return claim(database, Access.READ_ONLY)
        .flatMap(
            release -> {
              try {
                return export(database, sample);
              } finally {
                release.run();
              }
            });
  }

  private Either<QueryFailure, Void> export(Path database, Path sample) {
    return Opening.of(
        database,
        () -> Database.open(database, Access.READ_ONLY, settings.share().oneThread()),
        root -> {
          var strange =
              Schema.prepare(root, database, Access.READ_ONLY, new Room(Optional.of(database)));
          if (strange.isPresent()) {
            return Either.left(strange.get());
          }
          new Sample(sample).write(root);
          Opening.close(root);
          return Either.right(null);
        });
  }

  private ColonyStore inMemory(DuckDBConnection root) throws SQLException {
    Database.lock(root);
    return new DuckDbStore(
        new Root(root, DuckDbStores::goneWithItsMemory),
        Access.READ_WRITE,
        clock,
        settings,
        Optional.empty(),
        () -> {});
  }

  private DuckDBConnection reopened(Path database, Access access, CopyFiles copies)
      throws SQLException {
    DuckDBConnection root = opened(database, access, copies);
    Database.lock(root);
    return root;
  }

  private static DuckDBConnection goneWithItsMemory() throws SQLException {
    throw new SQLException("what was in memory is lost");
  }

  private DuckDBConnection opened(Path database, Access access, CopyFiles copies)
      throws SQLException {
    return switch (access) {
      case READ_ONLY -> Database.open(database, access, settings.share());
      case READ_WRITE -> Database.open(database, settings.share(), copies);
    };
  }

  /** The file is held now, so that whoever made what lies there has been killed. */
  private static Optional<CopyFiles> copyFiles(CopyFiles copies, Access access) {
    return switch (access) {
      case READ_ONLY -> Optional.empty();
      case READ_WRITE -> {
        copies.delete();
        yield Optional.of(copies);
      }
    };
  }
}
