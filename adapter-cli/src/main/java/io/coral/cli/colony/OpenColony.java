package io.coral.cli.colony;

import io.coral.ports.ColonyQueries;

/** A colony that can be asked until it is closed. */
public interface OpenColony extends AutoCloseable {
  ColonyQueries queries();

  @Override
  void close();
}
