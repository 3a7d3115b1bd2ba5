package io.coral.ports;

/** An embedded colony: its summaries, read and written. Closing it makes the file complete. */
public interface ColonyStore extends AutoCloseable {
  ColonyQueries queries();

  SummaryWriter writer();

  /** Where telemetry streams in; once the store closes, what was accepted is committed first. */
  TelemetryIntake intake();

  @Override
  void close();
}
