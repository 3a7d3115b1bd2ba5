package io.coral.deno;

import java.util.zip.Inflater;

/**
 * Looks up on the class path what would be looked up there from within a jail, where no file of it
 * can be opened. What could not be opened once is not tried again: classes would be missing for all
 * threads, for good.
 */
final class JailedClasses {
  /** The JDK logs here whenever it starts a process; whose loggers it has, the class path says. */
  private static final String LOGGER = "java.lang.ProcessBuilder";

  private JailedClasses() {}

  /** To be called by a free thread. Takes some time, once. */
  static void lookUp() {
    SpawnedProcess.load();
    System.getLogger(LOGGER).isLoggable(System.Logger.Level.DEBUG);
    new Inflater().end(); // with its library a linked runtime unpacks the JDK's classes
  }
}
