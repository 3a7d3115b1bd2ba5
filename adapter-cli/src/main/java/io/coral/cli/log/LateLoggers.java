package io.coral.cli.log;

/**
 * Gives the JDK its loggers. It asks for one whenever a process is started and when this one ends,
 * and without an answer here it would look for one in every library, which takes longer than most
 * commands.
 */
public class LateLoggers extends System.LoggerFinder {
  @Override
  public System.Logger getLogger(String name, Module module) {
    return new LateLogger(name);
  }
}
