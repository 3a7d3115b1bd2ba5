package io.coral.ports;

import java.nio.file.Path;
import java.util.Set;

/** Hears about a script before it runs. Called by the thread that runs it. */
@FunctionalInterface
public interface ScriptListener {
  /** Who does not want to know. */
  ScriptListener SILENT = files -> {};

  /**
   * The files that make up the script: itself and what it imports of its root, also those that
   * cannot be loaded. A change of one of them makes another script of it.
   *
   * @param files absolute
   */
  void modules(Set<Path> files);
}
