package io.coral.ports;

import java.nio.file.Path;
import java.util.Set;

/** Hears about a script before it runs. Called by the thread that runs it. */
public interface ScriptListener {
  /** Who does not want to know. */
  ScriptListener SILENT = new ScriptListener() {};

  /**
   * The files that make up the script: itself and what it imports of its root, also those that
   * cannot be loaded. A change of one of them makes another script of it.
   *
   * @param files absolute
   */
  default void modules(Set<Path> files) {}

  /** What is worth knowing about this system, such as which protections are in force on it. */
  default void note(String remark) {}
}
