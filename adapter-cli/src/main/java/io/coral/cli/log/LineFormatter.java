package io.coral.cli.log;

import io.coral.cli.text.SafeText;
import io.coral.ports.LogLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * One line for each record, whoever has written what is in it: nothing in a message, a name or a
 * failure can end the line or begin another.
 */
final class LineFormatter extends Formatter {
  /** RFC 3339, always with milliseconds. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final LogFormat format;
  private final boolean traces;

  /**
   * @param traces whether failures show where they come from
   */
  LineFormatter(LogFormat format, boolean traces) {
    this.format = format;
    this.traces = traces;
  }

  @Override
  public String format(LogRecord record) {
    String line =
        switch (format) {
          case TEXT -> text(record);
          case JSON -> json(record);
        };
    return line + "\n";
  }

  private String text(LogRecord record) {
    var line = new StringBuilder(TIME.format(record.getInstant()));
    line.append(' ').append(LogLevel.nameOf(record.getLevel())).append(' ');
    line.append(SafeText.of(event(record).toString()));
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      line.append(": ").append(SafeText.of(told(thrown)));
    }
    return line.toString();
  }

  private String json(LogRecord record) {
    LogLine event = event(record);
    var object = new JsonLine();
    object.field("timestamp", TIME.format(record.getInstant()));
    object.field("level", LogLevel.nameOf(record.getLevel()));
    object.field("logger", String.valueOf(record.getLoggerName()));
    object.field("message", event.message());
    object.field("thread", Thread.currentThread().getName());
    event.fields().forEach(object::field);
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      object.field("error", told(thrown));
    }
    return object.end();
  }

  /** What this program logs has fields; what libraries log is a message. */
  private LogLine event(LogRecord record) {
    @Nullable Object[] parameters = record.getParameters();
    return parameters != null && parameters.length == 1 && parameters[0] instanceof LogLine line
        ? line
        : new LogLine(String.valueOf(formatMessage(record)), Map.of());
  }

  private String told(Throwable thrown) {
    if (!traces) {
      return thrown.toString();
    }
    var trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
