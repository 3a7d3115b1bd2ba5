package io.coral.deno;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The jail of static imports, which Deno's permissions do not cover: every file and every URL is
 * mapped to a place where nothing is, but for the SDK, the script's root and Deno's standard
 * library. Of the SDK a script sees the public modules; the files behind them, where the run's
 * token is, only each other.
 */
final class ImportMap {
  /** Where blocked imports lead; nothing can exist below a device. */
  private static final String BLOCKED = "/dev/null/blocked/";

  static final String FILES = BLOCKED + "file";
  static final String URLS = BLOCKED + "http";
  static final String SECURE_URLS = BLOCKED + "https";

  private ImportMap() {}

  /**
   * The map of a run, as JSON.
   *
   * @param library what the URLs of the standard library begin with
   */
  static String ofRun(ScriptFiles files, Path sdk, String library) {
    return of(files, sdk, sdk, ".js", library);
  }

  /** The map of a type check: of the SDK it leads to the declarations. */
  static String ofCheck(ScriptFiles files, Path sdk, String library) {
    return of(files, sdk, sdk.resolve("types"), ".d.ts", library);
  }

  private static String of(
      ScriptFiles files, Path sdk, Path entryPoints, String ending, String library) {
    var json = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
      generator.writeStartObject();
      generator.writeObjectFieldStart("imports");
      generator.writeStringField("@coral/sdk", FileUrl.of(entryPoints.resolve("mod" + ending)));
      for (String entryPoint : EntryPoints.NAMES) {
        generator.writeStringField(
            "@coral/sdk/" + entryPoint, FileUrl.of(entryPoints.resolve(entryPoint + ending)));
      }
      generator.writeStringField("file:///", blocked(Path.of("/")));
      generator.writeStringField("http://", "file://" + URLS + "/");
      generator.writeStringField("https://", "file://" + SECURE_URLS + "/");
      String preload = FileUrl.of(sdk.resolve("preload.js")); // Deno asks for it by this map
      String inside = FileUrl.ofFolder(sdk);
      generator.writeStringField(inside, blocked(sdk));
      for (String open : new String[] {FileUrl.ofFolder(files.root()), preload, library}) {
        generator.writeStringField(open, open);
      }
      // Named whole: of a name that goes through a folder's entry, Deno undoes the escapes.
      String script = FileUrl.of(files.script());
      generator.writeStringField(script, script);
      if (files.isInline()) {
        // It seems to lie in the root, also to who looks upwards from there.
        Path folder = files.inlineFolder();
        generator.writeStringField(FileUrl.ofFolder(folder), FileUrl.ofFolder(files.root()));
        generator.writeStringField(FileUrl.ofFolder(above(folder)), blocked(above(files.root())));
      }
      generator.writeEndObject();
      generator.writeObjectFieldStart("scopes");
      generator.writeObjectFieldStart(inside);
      generator.writeStringField(inside, inside);
      generator.writeEndObject();
      generator.writeEndObject();
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json.toString();
  }

  private static Path above(Path folder) {
    return folder.resolve("..").normalize();
  }

  private static String blocked(Path folder) {
    return FileUrl.ofFolder(Path.of(FILES + folder));
  }

  /** The SDK's public modules beside its main one. */
  private static final class EntryPoints {
    static final String[] NAMES = {
      "services", "metrics", "traces", "system", "db", "params", "error"
    };
  }
}
