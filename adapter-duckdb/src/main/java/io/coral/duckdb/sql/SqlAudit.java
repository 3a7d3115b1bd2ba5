package io.coral.duckdb.sql;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Principal;
import io.coral.ports.LogLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;

/** Hears of every statement that was asked, also of those that were refused. Must be quick. */
@FunctionalInterface
public interface SqlAudit {
  /** Keeps nothing. */
  SqlAudit NONE =
      new SqlAudit() {
        @Override
        public void record(Entry entry) {}

        @Override
        public boolean isListening() {
          return false;
        }
      };

  /**
   * Takes note of a statement that has ended.
   *
   * @param entry never holds the statement's text
   */
  void record(Entry entry);

  /** Whether entries are worth the making. */
  default boolean isListening() {
    return true;
  }

  /** One line for each statement, at level INFO of a logger of this interface's name. */
  static SqlAudit log() {
    Logger log = System.getLogger(SqlAudit.class.getName());
    return entry -> log.log(Level.INFO, entry.line());
  }

  /**
   * A statement that has ended.
   *
   * @param caller who asked
   * @param fingerprint the same for statements that differ in constants only
   * @param verdict {@code OK}, {@code TRUNCATED}, the rule that it broke, or the kind of failure
   * @param rows that were returned
   * @param took from its arrival to its end
   */
  record Entry(Principal caller, String fingerprint, String verdict, long rows, Duration took) {
    public Entry {
      requireNonNull(caller, "caller is null");
      requireNonNull(fingerprint, "fingerprint is null");
      requireNonNull(verdict, "verdict is null");
      requireNonNull(took, "took is null");
    }

    LogLine line() {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("caller", caller.label());
      fields.put("fingerprint", fingerprint);
      fields.put("verdict", verdict);
      fields.put("rows", rows);
      fields.put("ms", took.toMillis());
      return new LogLine("sql", fields);
    }
  }
}
