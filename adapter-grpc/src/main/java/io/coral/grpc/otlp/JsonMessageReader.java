package io.coral.grpc.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects into protobuf messages by the rules of OTLP/JSON, which differ from those of
 * protobuf: ids are hex, and what is unknown is passed over. An item that holds a bad value is
 * refused, and the items beside it stay.
 */
final class JsonMessageReader {
  private final JsonParser parser;
  private final Consumer<String> refusals;

  JsonMessageReader(JsonParser parser, Consumer<String> refusals) {
    this.parser = parser;
    this.refusals = refusals;
  }

  /**
   * Reads the value that the parser stands on into the field of that name, if there is one.
   *
   * @throws BadJsonValueException if the field cannot hold the value; the parser then stands
   *     somewhere inside the value, see {@link #skipTo}
   */
  void readField(Message.Builder message, String name) throws IOException, BadJsonValueException {
    JsonField field = JsonField.named(message.getDescriptorForType(), name);
    if (field == null || parser.currentToken() == JsonToken.VALUE_NULL) {
      parser.skipChildren();
    } else if (field.isRepeated()) {
      readArray(message, field);
    } else {
      message.setField(field.descriptor(), value(message, field));
    }
  }

  private void readArray(Message.Builder message, JsonField field)
      throws IOException, BadJsonValueException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw field.bad("needs an array");
    }
    JsonStreamContext array = parser.getParsingContext();
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      try {
        message.addRepeatedField(field.descriptor(), value(message, field));
      } catch (BadJsonValueException e) {
        switch (field.elements()) {
          case ITEMS -> refusals.accept(field.name() + "[" + i + "]: " + e.getMessage());
          case DETAILS -> {}
          case PARTS -> throw e;
        }
        skipTo(array);
      }
    }
  }

  private Object value(Message.Builder message, JsonField field)
      throws IOException, BadJsonValueException {
    return field.isMessage()
        ? readMessage(message.newBuilderForField(field.descriptor()), field)
        : JsonScalars.read(parser, field);
  }

  private Message readMessage(Message.Builder message, JsonField field)
      throws IOException, BadJsonValueException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw field.bad("needs an object");
    }
    @Nullable String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      readField(message, name);
    }
    return message.build();
  }

  /** Reads on to the end of the value inside {@code context} that the parser is in. */
  @SuppressWarnings("ReferenceEquality") // the parser keeps one context a level, and reuses it
  void skipTo(JsonStreamContext context) throws IOException {
    while (parser.getParsingContext() != context) {
      parser.nextToken();
    }
  }
}
