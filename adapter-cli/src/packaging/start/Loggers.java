package io.coral.start;

import java.util.ResourceBundle;

/**
 * Gives the JDK its loggers: those of the command, where that is on the class path. The JDK wants
 * to know at each start whether anything gives it loggers, and would open jars to find that out;
 * what a module gives it finds at once.
 */
public class Loggers extends System.LoggerFinder {
  private static final String OF_THE_COMMAND = "io.coral.cli.log.LateLoggers";

  private final System.LoggerFinder finder = finder();

  @Override
  public System.Logger getLogger(String name, Module module) {
    return finder == null ? new Silent(name) : finder.getLogger(name, module);
  }

  private static System.LoggerFinder finder() {
    try {
      return (System.LoggerFinder)
          ClassLoader.getSystemClassLoader()
              .loadClass(OF_THE_COMMAND)
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      return null; // this runtime runs something else
    }
  }

  private record Silent(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {}

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {}
  }
}
