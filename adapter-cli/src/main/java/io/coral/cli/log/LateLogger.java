package io.coral.cli.log;

import static java.util.Objects.requireNonNull;

import io.coral.cli.text.SafeText;
import io.coral.ports.LogLine;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs by {@code java.util.logging}, which is started by the first thing that is worth it. What is
 * finer than INFO is worth it only where a configuration is named, or somebody asks for it.
 */
final class LateLogger implements System.Logger {
  private static final String CONFIGURATION = "java.util.logging.config.file";

  private static volatile boolean finer;

  private final String name;

  LateLogger(String name) {
    this.name = requireNonNull(name, "name is null");
  }

  static void alsoFiner(boolean wanted) {
    finer = wanted;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    boolean worthIt =
        level.getSeverity() >= Level.INFO.getSeverity()
            || finer
            || System.getProperty(CONFIGURATION) != null;
    return worthIt && Logger.getLogger(name).isLoggable(late(level));
  }

  /** Passes on the fields of what has some, beside the line of text that others see. */
  @Override
  public void log(Level level, Object event) {
    if (isLoggable(level)) {
      var record = new LogRecord(late(level), SafeText.of(event.toString()));
      record.setLoggerName(name);
      if (event instanceof LogLine line) {
        record.setParameters(new Object[] {line});
      }
      Logger.getLogger(name).log(record);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      Logger.getLogger(name)
          .log(late(level), message == null ? null : SafeText.of(message), thrown);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object... parameters) {
    if (isLoggable(level) && format != null) {
      boolean filled = parameters != null && parameters.length > 0;
      log(
          level,
          bundle,
          filled ? MessageFormat.format(format, parameters) : format,
          (Throwable) null);
    }
  }

  private static java.util.logging.Level late(Level level) {
    return switch (level) {
      case ALL -> java.util.logging.Level.ALL;
      case TRACE -> java.util.logging.Level.FINER;
      case DEBUG -> java.util.logging.Level.FINE;
      case INFO -> java.util.logging.Level.INFO;
      case WARNING -> java.util.logging.Level.WARNING;
      case ERROR -> java.util.logging.Level.SEVERE;
      case OFF -> java.util.logging.Level.OFF;
    };
  }
}
