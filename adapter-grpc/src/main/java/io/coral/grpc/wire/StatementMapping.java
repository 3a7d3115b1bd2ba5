package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlRefusal.Reason;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlText;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.sql.StreamLimit;
import io.coral.domain.time.QueryWindow;
import io.coral.grpc.v1.TimeRange;
import io.coral.grpc.v1.Value;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** What all requests that carry SQL have in common. */
final class StatementMapping {
  private StatementMapping() {}

  static Validation<QueryFailure, SqlStatement> toDomain(
      String sql, Map<String, Value> parameters, long timeRangeMs, Optional<TimeRange> range) {
    return Validation.combine(
            text(sql), parameters(parameters), WindowMapping.optionalWindow(timeRangeMs, range))
        .ap(SqlStatement::new)
        .mapError(Seq::head);
  }

  /** Gives a statement to the request that it belongs in, which has a field for each part. */
  static void toWire(
      SqlStatement statement,
      Consumer<String> sql,
      Consumer<Map<String, Value>> parameters,
      LongConsumer timeRangeMs,
      Consumer<TimeRange> range) {
    sql.accept(statement.text().text());
    parameters.accept(parameters(statement));
    timeRangeMs.accept(timeRangeMs(statement));
    range(statement).ifPresent(range);
  }

  private static Map<String, Value> parameters(SqlStatement statement) {
    var values = new LinkedHashMap<String, Value>();
    statement
        .parameters()
        .values()
        .forEach((name, value) -> values.put(name, SqlValueMapping.toWire(value)));
    return values;
  }

  /** The look-back of a statement in milliseconds; 0 if it has a range, or leaves it open. */
  private static long timeRangeMs(SqlStatement statement) {
    return statement.window().map(WindowMapping::timeRangeMs).orElse(0L);
  }

  private static Optional<TimeRange> range(SqlStatement statement) {
    return statement
        .window()
        .flatMap(
            window ->
                switch (window) {
                  case QueryWindow.LookBack lookBack -> Optional.empty();
                  case QueryWindow.Absolute(var range) -> Optional.of(WindowMapping.toWire(range));
                });
  }

  /** The limit of a stream; 0 is the default. */
  static Validation<QueryFailure, StreamLimit> streamLimit(long rows) {
    return rows == 0
        ? Validation.valid(StreamLimit.DEFAULT)
        : Fields.checked(
            "max_rows",
            "0 takes the default of " + StreamLimit.DEFAULT.rows(),
            () -> new StreamLimit(rows));
  }

  /** Text that no guard needs to see is refused in the guard's own words. */
  private static Validation<QueryFailure, SqlText> text(String sql) {
    if (sql.length() > SqlLimits.MAX_TEXT_LENGTH) {
      return refused(
          Reason.QUERY_TOO_LARGE,
          "at most " + SqlLimits.MAX_TEXT_LENGTH + " characters, got " + sql.length());
    }
    if (sql.isBlank()) {
      return refused(Reason.EMPTY, "");
    }
    try {
      return Validation.valid(new SqlText(sql));
    } catch (IllegalArgumentException e) {
      return refused(Reason.PARSE_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private static Validation<QueryFailure, SqlText> refused(Reason reason, String detail) {
    return Validation.invalid(
        new QueryFailure.SqlRefused(SqlRefusal.of(reason, detail, "send one SELECT")));
  }

  private static Validation<QueryFailure, SqlParameters> parameters(Map<String, Value> values) {
    return Fields.checked(
        "parameters",
        "name each as $name or $1 in the statement, and give one value for each",
        () -> {
          var read = new LinkedHashMap<String, SqlValue>();
          values.forEach((name, value) -> read.put(name, SqlValueMapping.toDomain(value)));
          return new SqlParameters(read);
        });
  }
}
