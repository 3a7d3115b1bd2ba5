package io.coral.deno;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.coral.deno.ModuleGraph.Import;
import io.coral.deno.ModuleGraph.Module;
import java.io.IOException;
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
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "roots" -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              root = parser.getText();
            }
          }
          case "modules" -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              Module module = readModule(parser);
              modules.put(module.specifier(), module);
            }
          }
          default -> parser.skipChildren();
        }
      }
    }
    return new ModuleGraph(root, modules);
  }

  private static Module readModule(JsonParser parser) throws IOException {
    String specifier = "";
    String file = "";
    String error = "";
    List<Import> imports = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "specifier" -> specifier = parser.getText();
        case "local" -> file = parser.getValueAsString("");
        case "error" -> error = parser.getText();
        case "dependencies" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            readImports(parser, imports);
          }
        }
        default -> parser.skipChildren();
      }
    }
    return new Module(specifier, file, error, imports);
  }

  /** A dependency may resolve to code, to types, or to both. */
  private static void readImports(JsonParser parser, List<Import> imports) throws IOException {
    String written = "";
    List<Import> found = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "specifier" -> written = parser.getText();
        case "code", "type" -> found.add(readResolution(parser));
        default -> parser.skipChildren();
      }
    }
    for (Import each : found) {
      imports.add(new Import(written, each.resolved(), each.error(), each.line()));
    }
    if (found.isEmpty()) {
      imports.add(new Import(written, "", "it resolves to nothing", 0));
    }
  }

  private static Import readResolution(JsonParser parser) throws IOException {
    String resolved = "";
    String error = "";
    int line = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "specifier" -> resolved = parser.getText();
        case "error" -> error = parser.getText();
        case "span" -> line = readStartLine(parser) + 1;
        default -> parser.skipChildren();
      }
    }
    return new Import("", resolved, error, line);
  }

  private static int readStartLine(JsonParser parser) throws IOException {
    int line = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean start = parser.currentName().equals("start");
      parser.nextToken();
      if (!start) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals("line");
        parser.nextToken();
        line = wanted ? parser.getIntValue() : line;
      }
    }
    return line;
  }
}
