package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.LogLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/** Logs the questions that took long: what was asked, by whom, and where the time went. */
final class SlowQueryLog implements ColonyListener {
  private static final Logger LOG = System.getLogger("io.coral.slow-query");

  private final Duration threshold;
  private final Consumer<LogLine> log;

  SlowQueryLog(Duration threshold) {
    this(threshold, line -> LOG.log(Level.WARNING, line));
  }

  SlowQueryLog(Duration threshold, Consumer<LogLine> log) {
    this.threshold = requireNonNull(threshold, "threshold is null");
    this.log = requireNonNull(log, "log is null");
  }

  @Override
  public void heard(ColonyEvent event) {
    if (event instanceof ColonyEvent.QuestionEnded question
        && question.waited().plus(question.worked()).compareTo(threshold) >= 0) {
      log.accept(line(question));
    }
  }

  private static LogLine line(ColonyEvent.QuestionEnded question) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("caller", question.caller().label());
    fields.putAll(QuestionFields.of(question.asked()));
    if (!question.fingerprint().isEmpty()) {
      fields.put("fingerprint", question.fingerprint());
    }
    fields.put("outcome", question.failure().map(SlowQueryLog::word).orElse("OK"));
    fields.put("rows", question.rows());
    fields.put("waited_ms", question.waited().toMillis());
    fields.put("worked_ms", question.worked().toMillis());
    return new LogLine("slow query", fields);
  }

  private static String word(QueryFailure failure) {
    return switch (failure) {
      case QueryFailure.SqlRefused refused -> refused.refusal().reason().name();
      case QueryFailure.LimitExceeded limit -> "LIMIT_EXCEEDED";
      case QueryFailure.DeadlineExceeded deadline -> "DEADLINE_EXCEEDED";
      case QueryFailure.Cancelled cancelled -> "CANCELLED";
      case QueryFailure.Unavailable unavailable -> "UNAVAILABLE";
      case QueryFailure.BadArgument argument -> "BAD_ARGUMENT";
      case QueryFailure.NotFound notFound -> "NOT_FOUND";
      case QueryFailure.NoData noData -> "NO_DATA";
      case QueryFailure.AccessDenied denied -> "ACCESS_DENIED";
    };
  }
}
