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

  /** Tells at once how the store is, and whenever that changes. */
  void watch(StoreHealth health);

  /**
   * Copies the store as it is at one moment. Nobody who asks or writes waits for it.
   *
   * @return {@link QueryFailure.LimitExceeded} while another copy is being made or used; {@link
   *     QueryFailure.BadArgument} of a store that has no file
   */
  Either<QueryFailure, StoreCopy> copy(Cancellation cancellation);

  /** How busy it is. */
  StoreLoad load();

  @Override
  void close();
}
