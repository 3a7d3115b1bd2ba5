package io.coral.cli.command;

import io.coral.cli.parts.Surroundings;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlText;
import io.coral.domain.sql.SqlValue;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** A statement of SQL and the values for its placeholders, from wherever they are given. */
final class StatementArguments {
  private static final String STATEMENT = "STATEMENT";
  private static final String FILE = "--file";
  private static final String PARAMETER = "--param";
  private static final String STANDARD_INPUT = "-";

  /** Whatever has more bytes has more characters than a statement may have. */
  private static final int MOST_BYTES = SqlLimits.MAX_TEXT_LENGTH * 3;

  private StatementArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addPositional(
        Specs.parameter(STATEMENT, "0..1", "SQL as DuckDB understands it; - reads it from stdin."));
    spec.addOption(Specs.value(FILE, "FILE", "Read the statement from this file."));
    spec.addOption(
        Specs.values(
            PARAMETER,
            "NAME=VALUE",
            "The text that $NAME stands for; $1, $2 or each ? in turn are named 1, 2. Write"
                + " $NAME::BIGINT where a type is needed. Can be repeated."));
  }

  /**
   * The statement.
   *
   * @throws io.coral.cli.failure.ComplaintException if there is none, or one that is no text
   */
  static SqlText statement(Arguments arguments, Surroundings surroundings) {
    var written = arguments.positional();
    var file = arguments.option(FILE);
    if (written.isPresent() && file.isPresent()) {
      throw Arguments.usage(STATEMENT + " and --file exclude each other", "give one of them");
    }
    if (file.isPresent()) {
      return text(FILE, ofFile(Paths.of(FILE, file.get(), surroundings)));
    }
    String statement =
        written.orElseThrow(
            () ->
                Arguments.usage(
                    "it is not said which statement",
                    "write it in quotes, name a file with --file, or - for stdin"));
    return text(
        STATEMENT, statement.equals(STANDARD_INPUT) ? ofStandardInput(surroundings) : statement);
  }

  private static SqlText text(String argument, String text) {
    return Arguments.parsed(argument, text, sql -> Either.right(new SqlText(sql)));
  }

  private static String ofFile(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return decoded(FILE, content);
    } catch (NoSuchFileException e) {
      throw Arguments.usage("--file: there is no file " + file.getFileName(), "");
    } catch (IOException e) {
      throw Arguments.usage("--file: cannot read " + file.getFileName(), "");
    }
  }

  private static String ofStandardInput(Surroundings surroundings) {
    try {
      return decoded("stdin", surroundings.input());
    } catch (IOException e) {
      throw Arguments.usage("stdin cannot be read", "");
    }
  }

  private static String decoded(String source, InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Arguments.usage(
          source + ": SQL must have at most " + SqlLimits.MAX_TEXT_LENGTH + " characters", "");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Arguments.usage(source + " is not text in UTF-8", "");
    }
  }

  /**
   * The values, each of them text.
   *
   * @throws io.coral.cli.failure.ComplaintException if one is malformed or given twice
   */
  static SqlParameters parameters(Arguments arguments) {
    Map<String, SqlValue> values = new LinkedHashMap<>();
    for (String written : arguments.options(PARAMETER)) {
      int equals = written.indexOf('=');
      if (equals < 1) {
        throw unfit(written, "not NAME=VALUE");
      }
      String name = written.substring(0, equals);
      var value = new SqlValue.Text(written.substring(equals + 1));
      try {
        new SqlParameters(Map.of(name, value));
      } catch (IllegalArgumentException e) {
        throw unfit(written, String.valueOf(e.getMessage()));
      }
      if (values.put(name, value) != null) {
        throw Arguments.usage(PARAMETER + " " + name + " is given twice", "give it once");
      }
    }
    return parameters(values);
  }

  private static SqlParameters parameters(Map<String, SqlValue> values) {
    try {
      return new SqlParameters(values);
    } catch (IllegalArgumentException e) {
      throw Arguments.usage(PARAMETER + ": " + e.getMessage(), "");
    }
  }

  private static RuntimeException unfit(String written, String reason) {
    return Arguments.usage(
        PARAMETER + " " + Arguments.shown(written) + ": " + reason,
        "--param service=payments for $service, --param 1=payments for the first ?");
  }
}
