package io.coral.deno;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.access.Token;
import io.coral.ports.ScriptRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What the SDK is told at the start, as one line of JSON on the script's stdin: so it stands in no
 * argument, no environment and no file.
 */
final class RunConfig {
  private static final int VERSION = 1;

  private RunConfig() {}

  static byte[] line(ScriptRun run, ScriptFiles files) {
    var json = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
      generator.writeStartObject();
      generator.writeNumberField("v", VERSION);
      generator.writeStringField("address", DenoCommand.address(run.colony()));
      generator.writeStringField("token", run.runToken().map(Token::text).orElse(null));
      generator.writeObjectFieldStart("params");
      for (var parameter : run.parameters().entrySet()) {
        generator.writeStringField(parameter.getKey(), parameter.getValue());
      }
      generator.writeEndObject();
      generator.writeStringField("root", FileUrl.ofFolder(files.root()));
      if (files.inlineName().isPresent()) {
        generator.writeObjectFieldStart("inline");
        generator.writeStringField("url", FileUrl.of(files.script()));
        generator.writeStringField("name", files.inlineName().get());
        generator.writeEndObject();
      }
      generator.writeArrayFieldStart("refusedImports");
      for (RefusedImport each : RefusedImport.values()) {
        generator.writeStartObject();
        generator.writeStringField("said", each.said());
        generator.writeStringField("instead", each.instead());
        generator.writeStringField("hint", each.hint());
        generator.writeEndObject();
      }
      generator.writeEndArray();
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
