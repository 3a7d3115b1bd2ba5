package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;

/** An embedded colony: its summaries, read and written. Closing it makes the file complete. */
public interface ColonyStore extends AutoCloseable {
  ColonyQueries queries();

  SummaryWriter writer();

  /** Where telemetry streams in; once the store closes, what was accepted is committed first. */
  TelemetryIntake intake();

  /** How much there is, and what room it takes. */
  Either<QueryFailure, StoreStatus> status();

  /** How busy it is. */
  StoreLoad load();

  @Override
  void close();
}
