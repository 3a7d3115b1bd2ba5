package io.coral.deno;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Deno says of an import that was computed, so that it could not be judged before, and which
 * of our rules it broke. The patterns are read here and by the SDK's own report.
 */
enum RefusedImport {
  FILE(
      "Requires read access to \"" + ImportMap.FILES + "(/[^\"]*)\"",
      "$1",
      ImportRule.OUTSIDE_ROOT),
  SECURE_URL(
      "Requires read access to \"" + ImportMap.SECURE_URLS + "/([^\"]*)\"",
      "https://$1",
      ImportRule.REMOTE),
  URL(
      "Requires read access to \"" + ImportMap.URLS + "/([^\"]*)\"",
      "http://$1",
      ImportRule.REMOTE),
  NPM("npm specifiers were requested; but --no-npm is specified", "npm:", ImportRule.NPM),
  STANDARD_LIBRARY(
      "JSR package manifest for '(@std/[^']*)' failed to load\\..*",
      "jsr:$1",
      ImportRule.UNFETCHED),
  JSR("JSR package manifest for '([^']*)' failed to load\\..*", "jsr:$1", ImportRule.OTHER_JSR),
  NOT_FETCHED(
      "Specifier not found in cache: \"([^\"]*)\", --cached-only is specified\\.?",
      "$1",
      ImportRule.UNFETCHED);

  private final Pattern said;
  private final String imported;
  private final ImportRule rule;

  RefusedImport(String said, String imported, ImportRule rule) {
    this.said = Pattern.compile(said);
    this.imported = imported;
    this.rule = rule;
  }

  /** A regular expression, in what Java and JavaScript have in common. */
  String said() {
    return said.pattern();
  }

  /** What to say instead; {@code $1} is the pattern's group. */
  String instead() {
    return "Cannot import \"" + imported + "\": " + rule.sentence();
  }

  String hint() {
    return rule.hint();
  }

  /** A message of Deno's, in our words where it is about a refused import. */
  static String told(String message) {
    return Arrays.stream(values())
        .filter(each -> each.said.matcher(message).find())
        .findFirst()
        .map(each -> each.said.matcher(message).replaceFirst(each.instead()))
        .orElse(message);
  }

  /** What a script wanted to import that was led to this path; empty for any other path. */
  static Optional<String> wanted(String path) {
    for (RefusedImport each : List.of(FILE, SECURE_URL, URL)) {
      Matcher led = each.said.matcher("Requires read access to \"" + path + "\"");
      if (led.matches()) {
        return Optional.of(led.replaceFirst(each.imported));
      }
    }
    return Optional.empty();
  }
}
