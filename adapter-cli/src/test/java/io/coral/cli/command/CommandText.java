package io.coral.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Command lines as one types them. */
final class CommandText {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  private CommandText() {}

  /** Words, with quotes taken off as a shell does. */
  static String[] words(String line) {
    List<String> words = new ArrayList<>();
    var matcher = WORD.matcher(line);
    while (matcher.find()) {
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          words.add(matcher.group(group));
        }
      }
    }
    return words.toArray(String[]::new);
  }
}
