package io.coral.deno;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The jail of static imports, which Deno's permissions do not cover: every file and every URL is
 * mapped to a place where nothing is, but for the SDK, the script's root and Deno's standard
 * library. Of the SDK a script names the public modules; the files behind them name only each
 * other.
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
    try (var writer = new JsonWriter(json)) {
      writer.beginObject();
      writer.name("imports").beginObject();
      writer.name("@coral/sdk").value(FileUrl.of(entryPoints.resolve("mod" + ending)));
      for (String entryPoint : EntryPoints.NAMES) {
        writer
            .name("@coral/sdk/" + entryPoint)
            .value(FileUrl.of(entryPoints.resolve(entryPoint + ending)));
      }
      writer.name("file:///").value(blocked(Path.of("/")));
      writer.name("http://").value("file://" + URLS + "/");
      writer.name("https://").value("file://" + SECURE_URLS + "/");
      String preload = FileUrl.of(sdk.resolve("preload.js")); // Deno asks for it by this map
      String inside = FileUrl.ofFolder(sdk);
      writer.name(inside).value(blocked(sdk));
      for (String open : new String[] {FileUrl.ofFolder(files.root()), preload, library}) {
        writer.name(open).value(open);
      }
      // Named whole: of a name that goes through a folder's entry, Deno undoes the escapes.
      String script = FileUrl.of(files.script());
      writer.name(script).value(script);
      if (files.isInline()) {
        // It seems to lie in the root, also to who looks upwards from there.
        Path folder = files.inlineFolder();
        writer.name(FileUrl.ofFolder(folder)).value(FileUrl.ofFolder(files.root()));
        writer.name(FileUrl.ofFolder(above(folder))).value(blocked(above(files.root())));
      }
      writer.endObject();
      writer.name("scopes").beginObject();
      writer.name(inside).beginObject();
      writer.name(inside).value(inside);
      writer.endObject();
      writer.endObject();
      writer.endObject();
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
