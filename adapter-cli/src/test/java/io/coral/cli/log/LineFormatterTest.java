package io.coral.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coral.ports.LogLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineFormatterTest {
  private static final String HOSTILE =
      "x\n2026-03-01T12:00:30.000Z INFO sql caller=root\r\u2028\u001b[2J\u202e\"}\n{\"level\":\"INFO\"";

  private static LogRecord record(String message) {
    var record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("io.coral.test");
    record.setInstant(Instant.parse("2026-03-01T12:00:30Z"));
    return record;
  }

  private static LogRecord event() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("caller", "member:dashboard");
    fields.put("service", HOSTILE);
    fields.put("rows", 28L);
    fields.put("level", "not mine to set");
    var line = new LogLine("slow query", fields);
    var record = record(line.toString());
    record.setParameters(new Object[] {line});
    return record;
  }

  private static LogRecord failure() {
    var record = record("it failed");
    record.setThrown(new IllegalStateException(HOSTILE));
    return record;
  }

  @ParameterizedTest
  @EnumSource
  void format_hostileText_staysOnOneLineOfPrintableCharacters(LogFormat format) {
    for (LogRecord record : new LogRecord[] {record(HOSTILE), event(), failure()}) {
      for (boolean traces : new boolean[] {false, true}) {
        String line = new LineFormatter(format, traces).format(record);

        assertThat(line).endsWith("\n");
        assertThat(line.strip().codePoints())
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR);
      }
    }
  }

  @Test
  void text_hasTimeLevelAndFields() {
    var line = new LogLine("sql", new LinkedHashMap<>(Map.of("rows", 28L)));
    var record = record(line.toString());
    record.setParameters(new Object[] {line});

    assertThat(new LineFormatter(LogFormat.TEXT, false).format(record))
        .isEqualTo("2026-03-01T12:00:30.000Z WARNING sql rows=28\n");
  }

  @Test
  void json_isAnObjectWithTheFieldsOfTheEvent() throws JsonProcessingException {
    var object =
        new ObjectMapper().readTree(new LineFormatter(LogFormat.JSON, false).format(event()));

    assertThat(object.get("timestamp").textValue()).isEqualTo("2026-03-01T12:00:30.000Z");
    assertThat(object.get("level").textValue()).isEqualTo("WARNING");
    assertThat(object.get("logger").textValue()).isEqualTo("io.coral.test");
    assertThat(object.get("message").textValue()).isEqualTo("slow query");
    assertThat(object.get("thread").textValue()).isEqualTo(Thread.currentThread().getName());
    assertThat(object.get("caller").textValue()).isEqualTo("member:dashboard");
    assertThat(object.get("service").textValue()).isEqualTo(HOSTILE);
    assertThat(object.get("rows").longValue()).isEqualTo(28);
  }

  @Test
  void failure_showsWhereItComesFrom_onlyWhereTracesAreWanted() {
    for (LogFormat format : LogFormat.values()) {
      assertThat(new LineFormatter(format, false).format(failure()))
          .contains("IllegalStateException")
          .doesNotContain("LineFormatterTest.failure");
      assertThat(new LineFormatter(format, true).format(failure()))
          .contains("LineFormatterTest.failure");
    }
  }

  @Test
  void message_thatLooksLikeAFormat_isLeftAsItIs() {
    assertThat(new LineFormatter(LogFormat.TEXT, false).format(record("a {0} {1} 'b'")))
        .endsWith(" a {0} {1} 'b'\n");
  }
}
