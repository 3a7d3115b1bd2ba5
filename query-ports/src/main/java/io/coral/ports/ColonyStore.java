package io.coral.ports;

/** An embedded colony: its summaries, read and written. Closing it makes the file complete. */
public interface ColonyStore extends AutoCloseable {
  ColonyQueries queries();

  SummaryWriter writer();

  @Override
  void close();
}
