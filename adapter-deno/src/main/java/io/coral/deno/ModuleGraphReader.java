package io.coral.deno;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.coral.deno.ModuleGraph.Import;
import io.coral.deno.ModuleGraph.Module;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code deno info --json} prints. */
final class ModuleGraphReader {
  private ModuleGraphReader() {}

  static ModuleGraph read(String json) throws IOException {
    String root = "";
    Map<String, Module> modules = new HashMap<>();
    try (var reader = new JsonReader(new StringReader(json))) {
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.nextName()) {
          case "roots" -> {
            reader.beginArray();
            while (reader.hasNext()) {
              root = reader.nextString();
            }
            reader.endArray();
          }
          case "modules" -> {
            reader.beginArray();
            while (reader.hasNext()) {
              Module module = readModule(reader);
              modules.put(module.specifier(), module);
            }
            reader.endArray();
          }
          default -> reader.skipValue();
        }
      }
      reader.endObject();
    } catch (IllegalStateException | NumberFormatException e) {
      throw new IOException("the list of modules has another form", e);
    }
    return new ModuleGraph(root, modules);
  }

  private static Module readModule(JsonReader reader) throws IOException {
    String specifier = "";
    String file = "";
    String error = "";
    List<Import> imports = new ArrayList<>();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "specifier" -> specifier = reader.nextString();
        case "local" -> file = readFile(reader);
        case "error" -> error = reader.nextString();
        case "dependencies" -> {
          reader.beginArray();
          while (reader.hasNext()) {
            readImports(reader, imports);
          }
          reader.endArray();
        }
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    return new Module(specifier, file, error, imports);
  }

  private static String readFile(JsonReader reader) throws IOException {
    if (reader.peek() == JsonToken.NULL) {
      reader.nextNull();
      return "";
    }
    return reader.nextString();
  }

  /** A dependency may resolve to code, to types, or to both. */
  private static void readImports(JsonReader reader, List<Import> imports) throws IOException {
    String written = "";
    List<Import> found = new ArrayList<>();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "specifier" -> written = reader.nextString();
        case "code", "type" -> found.add(readResolution(reader));
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    for (Import each : found) {
      imports.add(new Import(written, each.resolved(), each.error(), each.line()));
    }
    if (found.isEmpty()) {
      imports.add(new Import(written, "", "it resolves to nothing", 0));
    }
  }

  private static Import readResolution(JsonReader reader) throws IOException {
    String resolved = "";
    String error = "";
    int line = 0;
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "specifier" -> resolved = reader.nextString();
        case "error" -> error = reader.nextString();
        case "span" -> line = readStartLine(reader) + 1;
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    return new Import("", resolved, error, line);
  }

  private static int readStartLine(JsonReader reader) throws IOException {
    int line = 0;
    reader.beginObject();
    while (reader.hasNext()) {
      if (!reader.nextName().equals("start")) {
        reader.skipValue();
        continue;
      }
      reader.beginObject();
      while (reader.hasNext()) {
        if (reader.nextName().equals("line")) {
          line = reader.nextInt();
        } else {
          reader.skipValue();
        }
      }
      reader.endObject();
    }
    reader.endObject();
    return line;
  }
}
