package io.coral.domain.sql;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Values for the placeholders of a statement: {@code $name}, {@code $1}, or {@code ?}, the first of
 * which is named 1. A value is data, whatever it holds: it takes the place of its placeholder in
 * the parsed statement, as one constant.
 *
 * @param values by name, without the dollar sign; NULL, truth values, numbers, text, timestamps,
 *     and lists of these. Text stands where a literal in quotes would stand, so that it also serves
 *     as a time or a number.
 */
public record SqlParameters(Map<String, SqlValue> values) {
  public static final SqlParameters NONE = new SqlParameters(Map.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}|[1-9][0-9]?");

  /**
   * @throws IllegalArgumentException if there are too many, a name is none, or a value has no
   *     constant
   */
  public SqlParameters {
    values = Map.copyOf(values);
    if (values.size() > SqlLimits.MAX_PARAMETERS) {
      throw new IllegalArgumentException(
          "at most " + SqlLimits.MAX_PARAMETERS + " parameters, got " + values.size());
    }
    long characters = 0;
    for (var parameter : values.entrySet()) {
      if (!NAME.matcher(parameter.getKey()).matches()) {
        throw new IllegalArgumentException(
            "a parameter's name has letters, digits and underscores, or is a number from 1 to 99");
      }
      characters += characters(parameter.getKey(), parameter.getValue());
    }
    if (characters > SqlLimits.MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "parameters have at most " + SqlLimits.MAX_TEXT_LENGTH + " characters together");
    }
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  private static long characters(String name, SqlValue value) {
    return switch (value) {
      case SqlValue.ListOf(var items) -> {
        if (items.size() > SqlLimits.MAX_IN_ITEMS) {
          throw new IllegalArgumentException(
              "parameter " + name + " has more than " + SqlLimits.MAX_IN_ITEMS + " items");
        }
        yield items.stream().mapToLong(item -> scalar(name, item)).sum();
      }
      case SqlValue.Null ignored -> scalar(name, value);
      case SqlValue.Bool ignored -> scalar(name, value);
      case SqlValue.Int64 ignored -> scalar(name, value);
      case SqlValue.Float64 ignored -> scalar(name, value);
      case SqlValue.Text ignored -> scalar(name, value);
      case SqlValue.Timestamp ignored -> scalar(name, value);
      case SqlValue.Bytes ignored -> scalar(name, value);
      case SqlValue.Struct ignored -> scalar(name, value);
    };
  }

  private static long scalar(String name, SqlValue value) {
    return switch (requireNonNull(value, "value is null")) {
      case SqlValue.Text(String text) -> {
        if (text.indexOf('\0') >= 0) {
          throw new IllegalArgumentException("parameter " + name + " holds a NUL character");
        }
        yield text.length();
      }
      case SqlValue.Null ignored -> 1;
      case SqlValue.Bool ignored -> 1;
      case SqlValue.Int64 ignored -> 1;
      case SqlValue.Float64 ignored -> 1;
      case SqlValue.Timestamp ignored -> 1;
      case SqlValue.Bytes ignored -> throw noConstant(name);
      case SqlValue.ListOf ignored -> throw noConstant(name);
      case SqlValue.Struct ignored -> throw noConstant(name);
    };
  }

  private static IllegalArgumentException noConstant(String name) {
    return new IllegalArgumentException(
        "parameter "
            + name
            + " must be NULL, a truth value, a number, text, a timestamp, or a list"
            + " of these");
  }
}
