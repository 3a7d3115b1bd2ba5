package io.coral.cli.log;

import java.util.logging.Level;

/** From which seriousness on lines are written. */
public enum LogLevel {
  ERROR,
  WARNING,
  INFO,
  /** With stack traces, and with what is of use to whoever repairs this program. */
  DEBUG;

  Level level() {
    return switch (this) {
      case ERROR -> Level.SEVERE;
      case WARNING -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
    };
  }

  /** What a line of the logging library is called. */
  static String nameOf(Level level) {
    for (LogLevel each : values()) {
      if (level.intValue() >= each.level().intValue()) {
        return each.name();
      }
    }
    return DEBUG.name();
  }
}
