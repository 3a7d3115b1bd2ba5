package io.coral.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.coral.cli.colony.BundledSample;
import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.DuckDbModule;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.ImportListener;
import io.coral.ports.ImportReport;
import io.coral.ports.TelemetryImport;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * Folds recorded telemetry into a sample, when a distribution is packed.
 *
 * <p>Arguments: a database file that does not exist yet, the folder of the sample, then the files.
 */
public final class BuildSample {
  private final TelemetryImport telemetryImport;
  private final ColonyStores stores;

  BuildSample(TelemetryImport telemetryImport, ColonyStores stores) {
    this.telemetryImport = telemetryImport;
    this.stores = stores;
  }

  /**
   * Builds one sample.
   *
   * @throws IOException if a file cannot be read whole, or the sample not be written
   */
  public static void main(String[] arguments) throws IOException {
    Injector injector = Guice.createInjector(new Adapters());
    List<Path> paths = Arrays.stream(arguments).map(Path::of).toList();
    new BuildSample(
            injector.getInstance(TelemetryImport.class), injector.getInstance(ColonyStores.class))
        .build(paths.get(0), paths.get(1), paths.subList(2, paths.size()));
  }

  private void build(Path database, Path folder, List<Path> recording) throws IOException {
    Instant latest = fold(database, recording);
    orThrow(stores.exportSample(database, folder));
    new BundledSample(folder, latest).writeEnd();
  }

  /** Returns when the telemetry ends. */
  private Instant fold(Path database, List<Path> recording) throws IOException {
    try (ColonyStore store = orThrow(stores.open(database, Access.READ_WRITE))) {
      var writer = new LatestWritten(store.writer());
      ImportReport report = telemetryImport.run(recording, false, writer, new Silent());
      // The recording is ours: what is refused of it is a mistake, not somebody's bad line.
      if (report.failure().isPresent() || report.refused() > 0 || report.requests() == 0) {
        throw new IOException("the recording was not imported whole: " + report);
      }
      return writer.latest();
    }
  }

  private static <T> T orThrow(Either<QueryFailure, T> outcome) throws IOException {
    if (outcome.isLeft()) {
      throw new IOException(outcome.getLeft().message());
    }
    return outcome.get();
  }

  /** What a sample is made with; its times do not depend on when it is made. */
  private static final class Adapters extends AbstractModule {
    @Override
    protected void configure() {
      bind(InstantSource.class).toInstance(InstantSource.fixed(Instant.EPOCH));
      install(new DuckDbModule());
      install(new GrpcModule());
    }
  }

  private static final class Silent implements ImportListener {
    @Override
    public void refused(String file, long line, String reason) {
      System.err.println(file + ":" + line + ": " + reason);
    }

    @Override
    public void progress(long readBytes, long totalBytes) {}
  }
}
