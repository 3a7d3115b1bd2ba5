package io.coral.cli.command;

import io.coral.domain.time.DurationText;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeExpression;
import io.coral.domain.time.TimeWindow;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say which time a question is about. */
final class WindowArguments {
  private static final String WINDOW = "--window";
  private static final String FROM = "--from";
  private static final String TO = "--to";

  private WindowArguments() {}

  static void addTo(CommandSpec spec) {
    addTo(spec, "1h");
  }

  /**
   * @param otherwise what holds if none of them is given
   */
  static void addTo(CommandSpec spec, String otherwise) {
    spec.addOption(
        Specs.value(
            WINDOW, "DURATION", "Look back so far: 5m, 1h30m, 2d. Default: " + otherwise + "."));
    spec.addOption(
        Specs.value(FROM, "TIME", "Look at a range from here: 2026-03-01T11:30:00Z, or now-2h."));
    spec.addOption(Specs.value(TO, "TIME", "The end of that range. Default: now."));
  }

  /**
   * The window, by default the last hour.
   *
   * @param now what {@code now-2h} counts from
   */
  static QueryWindow of(Arguments arguments, Instant now) {
    return ifAny(arguments, now).orElse(QueryWindow.LAST_HOUR);
  }

  /** The window, if one was asked for. */
  static Optional<QueryWindow> ifAny(Arguments arguments, Instant now) {
    arguments.exclusive(WINDOW, FROM);
    arguments.exclusive(WINDOW, TO);
    if (arguments.has(TO) && !arguments.has(FROM)) {
      throw Arguments.usage("--to needs --from", "or look back from now with --window");
    }
    var from = arguments.option(FROM, text -> instant(text, now));
    if (from.isPresent()) {
      Instant to = arguments.option(TO, text -> instant(text, now)).orElse(now);
      return Optional.of(range(from.get(), to));
    }
    return arguments
        .option(WINDOW, text -> DurationText.parse(text).map(QueryWindow.LookBack::new))
        .map(lookBack -> lookBack);
  }

  private static Either<String, Instant> instant(String text, Instant now) {
    return TimeExpression.parse(text).map(expression -> expression.resolve(now));
  }

  private static QueryWindow range(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw Arguments.usage("--from " + from + " is not before --to " + to, "");
    }
    try {
      return new QueryWindow.Absolute(new TimeWindow(from, to));
    } catch (IllegalArgumentException e) {
      throw Arguments.usage("--from and --to: " + e.getMessage(), "");
    }
  }
}
