package io.coral.deno;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a script plainly imports nothing but the SDK. What such a script loads is known without
 * asking Deno.
 *
 * <p>Only the plainest is taken for plain. Whatever could name a module makes it a script to ask
 * about, even in a comment or a text: so what is overlooked here cannot be an import.
 */
final class PlainScript {
  private static final int MOST_BYTES = 64 << 10;

  /** Not those of JSX, which imports what it is compiled to. */
  private static final List<String> ENDINGS = List.of(".ts", ".mts", ".js", ".mjs");

  /** Of these, no character has a meaning in a URL. */
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9/._-]+");

  /** At the start of a line; there is nothing between but names, and no other text in quotes. */
  private static final Pattern IMPORT =
      Pattern.compile(
          "import\\s(?!(?:source|defer)\\b)[\\w\\s,{}*$]{0,2000}+([\"'])@coral/sdk\\1"
              + "(?=[ \\t\\r]*(?:;|\\z|\\n(?!\\s*(?:with|assert)\\b)))"); // or as another type

  private static final Pattern WORD = Pattern.compile("import", Pattern.CASE_INSENSITIVE);

  /** Words that may go before a module's name, in code or in what a comment says to Deno. */
  private static final Pattern OTHER_WAYS =
      Pattern.compile(
          "export|require|declare|reference|-types|jsx|\\\\u", Pattern.CASE_INSENSITIVE);

  private PlainScript() {}

  static boolean is(ScriptFiles files) throws IOException {
    String path = files.script().toString();
    return ENDINGS.stream().anyMatch(path::endsWith)
        && PATH.matcher(path).matches()
        && Files.size(files.script()) <= MOST_BYTES
        && isPlain(new String(Files.readAllBytes(files.script()), StandardCharsets.UTF_8));
  }

  static boolean isPlain(String code) {
    return code.indexOf('\uFFFD') < 0 // also for what is not UTF-8
        && !OTHER_WAYS.matcher(code).find()
        && importsOnlyTheSdk(code);
  }

  private static boolean importsOnlyTheSdk(String code) {
    var word = WORD.matcher(code);
    var whole = IMPORT.matcher(code);
    while (word.find()) {
      int at = word.start();
      boolean startsLine = at == 0 || code.charAt(at - 1) == '\n';
      if (!startsLine || !whole.region(at, code.length()).lookingAt()) {
        return false;
      }
    }
    return true;
  }
}
