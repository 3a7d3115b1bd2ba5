package io.coral.deno;

import com.google.gson.stream.JsonWriter;
import io.coral.domain.access.Token;
import io.coral.ports.ScriptRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the SDK is told at the start, as one line on the script's stdin, so that it stands in no
 * argument, no environment and no file: how many bytes follow the space, and JSON.
 */
final class RunConfig {
  private static final int VERSION = 1;

  private RunConfig() {}

  static byte[] line(ScriptRun run, ScriptFiles files) {
    var json = new StringWriter();
    try (var writer = new JsonWriter(json)) {
      writer.beginObject();
      writer.name("v").value(VERSION);
      writer.name("address").value(DenoCommand.address(run.colony()));
      writer.name("token").value(run.runToken().map(Token::text).orElse(null));
      writer.name("params").beginObject();
      for (var parameter : run.parameters().entrySet()) {
        writer.name(parameter.getKey()).value(parameter.getValue());
      }
      writer.endObject();
      writer.name("root").value(FileUrl.ofFolder(files.root()));
      if (files.inlineName().isPresent()) {
        writer.name("inline").beginObject();
        writer.name("url").value(FileUrl.of(files.script()));
        writer.name("name").value(files.inlineName().get());
        writer.endObject();
      }
      writer.name("refusedImports").beginArray();
      for (RefusedImport each : RefusedImport.values()) {
        writer.beginObject();
        writer.name("said").value(each.said());
        writer.name("instead").value(each.instead());
        writer.name("hint").value(each.hint());
        writer.endObject();
      }
      writer.endArray();
      writer.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] length = (line.length + " ").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(length.length + line.length).put(length).put(line).array();
  }
}
