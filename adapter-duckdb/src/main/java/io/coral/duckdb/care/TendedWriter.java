package io.coral.duckdb.care;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.duckdb.write.DuckDbWriter;
import io.coral.duckdb.write.StoreWriter;
import io.coral.ports.ColonyListener;
import io.coral.ports.SummaryBatch;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A writer whose store is looked after from the first batch on: most stores are only asked. */
public final class TendedWriter implements StoreWriter {
  private final DuckDbWriter writer;
  private final InstantSource clock;
  private final CareSettings settings;
  private final ColonyListener listener;
  private @Nullable Caretaker caretaker;
  private boolean closed;

  /**
   * @param writer closed by this
   * @param listener hears how the store is looked after
   */
  public TendedWriter(
      DuckDbWriter writer, InstantSource clock, CareSettings settings, ColonyListener listener) {
    this.writer = writer;
    this.clock = clock;
    this.settings = settings;
    this.listener = listener;
  }

  @Override
  public Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return writer.committed(requests);
  }

  @Override
  public Either<WriteFailure, Map<StreamId, StreamState>> streamStates(
      Collection<StreamId> streams) {
    return writer.streamStates(streams);
  }

  @Override
  public Either<WriteFailure, Long> append(SummaryBatch batch) {
    caretaker();
    return writer.append(batch);
  }

  @Override
  public void begin() {
    caretaker();
    writer.hold();
  }

  @Override
  public void recall() {
    writer.recall();
  }

  @Override
  public void tend() {
    @Nullable Caretaker own = caretaker();
    if (own != null) {
      own.round();
      own.checkpoint();
    }
  }

  private synchronized @Nullable Caretaker caretaker() {
    if (caretaker == null && !closed) {
      caretaker = new Caretaker(writer, clock, settings, listener);
      caretaker.start();
    }
    return caretaker;
  }

  @Override
  public void close() {
    @Nullable Caretaker last;
    synchronized (this) {
      closed = true;
      last = caretaker;
      caretaker = null;
    }
    if (last != null) {
      last.close();
    }
    writer.close();
  }
}
