package io.coral.cli.command;

import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ComplaintException;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/** The arguments of one command, still as text, and how they become values. */
final class Arguments {
  private final ParseResult parsed;

  /** By option, for those that were not given. */
  private final Map<String, String> otherwise;

  Arguments(ParseResult parsed) {
    this(parsed, Map.of());
  }

  private Arguments(ParseResult parsed, Map<String, String> otherwise) {
    this.parsed = parsed;
    this.otherwise = Map.copyOf(otherwise);
  }

  /** The same, with values for options that were not given; of a flag true or false. */
  Arguments orElse(Map<String, String> values) {
    return new Arguments(parsed, values);
  }

  boolean has(String option) {
    return parsed.hasMatchedOption(option)
        || !otherwise.getOrDefault(option, "false").equals("false");
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(parsed.matchedOptionValue(name, otherwise.get(name)));
  }

  List<String> options(String name) {
    return parsed.matchedOptionValue(name, List.of());
  }

  Optional<String> positional() {
    return Optional.ofNullable(parsed.matchedPositionalValue(0, (String) null));
  }

  List<String> positionals() {
    return parsed.matchedPositionalValue(0, List.of());
  }

  /** The value of an option that was given, if it was. */
  <T> Optional<T> option(String name, Function<String, Either<String, T>> parse) {
    return option(name).map(text -> parsed(name, text, parse));
  }

  /**
   * A value from its text.
   *
   * @param name of the argument, for the complaint
   * @param parse gives the value, or says what is wrong and, after a semicolon, what to write
   *     instead; or throws IllegalArgumentException
   * @throws ComplaintException if {@code text} is no such value
   */
  static <T> T parsed(String name, String text, Function<String, Either<String, T>> parse) {
    Either<String, T> value;
    try {
      value = parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw unfit(name, String.valueOf(e.getMessage()));
    }
    return value.getOrElseThrow(reason -> unfit(name + " " + shown(text), reason));
  }

  private static ComplaintException unfit(String what, String reason) {
    int advice = reason.indexOf("; ");
    return advice < 0
        ? usage(what + ": " + reason, "")
        : usage(what + ": " + reason.substring(0, advice), reason.substring(advice + 2));
  }

  /** A whole number; its range is checked by whoever takes it. */
  static Either<String, Integer> integer(String text) {
    try {
      return Either.right(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Either.left("not a whole number");
    }
  }

  /** The same, for numbers beyond two thousand million. */
  static Either<String, Long> longInteger(String text) {
    try {
      return Either.right(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Either.left("not a whole number");
    }
  }

  /** Refuses options that contradict each other. */
  void exclusive(String... options) {
    List<String> given = Arrays.stream(options).filter(this::has).toList();
    if (given.size() > 1) {
      throw usage(String.join(" and ", given) + " exclude each other", "give one of them");
    }
  }

  static ComplaintException usage(String message, String hint) {
    return new ComplaintException(Complaint.usage(message, hint));
  }

  /** As much of a text as an error message has room for. */
  static String shown(String text) {
    int longest = 60;
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
