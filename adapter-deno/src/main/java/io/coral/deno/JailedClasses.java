package io.coral.deno;

/**
 * Opens the jars of the class path while that is possible. In a jail it is not, and a jar that
 * could not be opened once is not tried again: its classes would be missing for all threads, for
 * good.
 */
final class JailedClasses {
  /** The JDK logs here whenever it starts a process, and looks for a logger on the class path. */
  private static final String LOGGER = "java.lang.ProcessBuilder";

  /** What is nowhere is looked for everywhere. */
  private static final String NOWHERE = "io/coral/deno/nowhere";

  private JailedClasses() {}

  /** To be called by a free thread. Takes some time, once. */
  static void open() {
    System.getLogger(LOGGER).isLoggable(System.Logger.Level.DEBUG);
    ClassLoader.getSystemResource(NOWHERE);
  }
}
