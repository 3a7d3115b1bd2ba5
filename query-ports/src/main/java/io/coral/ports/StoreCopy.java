package io.coral.ports;

import java.nio.file.Path;

/** A copy of a store as it was at one moment, in a file that closing deletes. */
public interface StoreCopy extends AutoCloseable {
  Path file();

  @Override
  void close();
}
