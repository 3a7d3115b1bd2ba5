package io.coral.cli.command;

import io.coral.cli.parts.Surroundings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command that were not given on its command line: from the environment, or else
 * from a file. What stands in them is never repeated in a complaint: it may be a secret that came
 * to the wrong place.
 */
final class Settings {
  static final String CONFIG = "--config";
  private static final String PREFIX = "CORAL_COLONY_";
  private static final String HELP = "--help";
  private static final long MOST_BYTES = 64 * 1024;

  private final Map<String, OptionSpec> options = new HashMap<>();
  private final Surroundings surroundings;

  private Settings(CommandSpec spec, Surroundings surroundings) {
    this.surroundings = surroundings;
    for (OptionSpec option : spec.options()) {
      if (!option.longestName().equals(HELP)) {
        options.put(option.longestName(), option);
      }
    }
  }

  /**
   * The same arguments, with those that were not given from where else they are set.
   *
   * @throws io.coral.cli.failure.ComplaintException if the file is not as it should be
   */
  static Arguments complete(Arguments given, CommandSpec spec, Surroundings surroundings) {
    return new Settings(spec, surroundings).completed(given);
  }

  /** The variable that stands for an option. */
  static String variable(String option) {
    return PREFIX + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private Arguments completed(Arguments given) {
    var values = new HashMap<String, String>();
    given
        .option(CONFIG)
        .or(() -> surroundings.variable(variable(CONFIG)))
        .ifPresent(file -> values.putAll(read(Paths.of(CONFIG, file, surroundings))));
    options
        .keySet()
        .forEach(
            option ->
                surroundings
                    .variable(variable(option))
                    .ifPresent(value -> values.put(option, value)));
    values.forEach(this::checkFlag);
    return given.orElse(values);
  }

  private void checkFlag(String option, String value) {
    OptionSpec spec = options.get(option);
    if (spec != null && spec.arity().max() == 0 && !isFlag(value)) {
      throw Arguments.usage(
          "the setting " + option.substring(2) + " is on or off", "write true or false");
    }
  }

  private static boolean isFlag(String value) {
    return value.equals("true") || value.equals("false");
  }

  private Map<String, String> read(Path file) {
    var values = new HashMap<String, String>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        String where = file.getFileName() + ", line " + (i + 1) + ": ";
        if (equals < 0) {
          throw Arguments.usage(where + "no setting", "write name = value, or begin it with #");
        }
        String option = "--" + line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (!options.containsKey(option) || option.equals(CONFIG)) {
          throw Arguments.usage(
              where + "there is no setting of that name",
              "settings are named as the options of coral colony start, without the dashes before"
                  + " them");
        }
        if (value.isEmpty()) {
          throw Arguments.usage(where + "it has no value", "write name = value, or leave it out");
        }
        if (values.put(option, value) != null) {
          throw Arguments.usage(where + "set on a line before", "keep one of the two");
        }
      }
    }
    return values;
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw Arguments.usage(file + " is too large for settings", "");
      }
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw Arguments.usage(file + " is not UTF-8", "");
    } catch (IOException e) {
      throw Arguments.usage(file + " cannot be read", "give a file that is there, with --config");
    }
  }
}
