package io.coral.grpc.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;

/** Reads single values as OTLP/JSON writes them. */
final class JsonScalars {
  /** Whole numbers up to here are exact as a double. */
  private static final double MAX_EXACT_WHOLE = 0x1p53;

  private JsonScalars() {}

  /** Reads the value that the parser stands on, of the class that {@code field} holds. */
  static Object read(JsonParser parser, JsonField field) throws IOException, BadJsonValueException {
    FieldDescriptor descriptor = field.descriptor();
    return switch (descriptor.getType()) {
      case BOOL -> bool(parser, field);
      case STRING -> string(parser, field);
      case BYTES -> field.isId() ? id(parser, field) : base64(parser, field);
      case ENUM -> enumValue(parser, field);
      case DOUBLE -> decimal(parser, field);
      case FLOAT -> (float) decimal(parser, field);
      case INT64, SINT64, SFIXED64 -> whole(parser, field, Long.MIN_VALUE, Long.MAX_VALUE);
      case UINT64, FIXED64 -> unsigned(parser, field);
      case INT32, SINT32, SFIXED32 ->
          (int) whole(parser, field, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32, FIXED32 -> (int) whole(parser, field, 0, 0xFFFF_FFFFL);
      case MESSAGE, GROUP ->
          throw new IllegalArgumentException(descriptor.getFullName() + " is not a single value");
    };
  }

  private static boolean bool(JsonParser parser, JsonField field) throws BadJsonValueException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw field.bad("needs true or false");
    };
  }

  private static String string(JsonParser parser, JsonField field)
      throws IOException, BadJsonValueException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw field.bad("needs a string");
    }
    return wellFormed(parser.getText());
  }

  /** JSON can escape half of a surrogate pair, which UTF-8 cannot hold. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceLoneSurrogates(text);
      }
    }
    return text;
  }

  private static String replaceLoneSurrogates(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static ByteString id(JsonParser parser, JsonField field)
      throws IOException, BadJsonValueException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw field.bad("needs a string of hex digits");
    }
    try {
      return ByteString.copyFrom(HexFormat.of().parseHex(parser.getText()));
    } catch (IllegalArgumentException e) {
      throw field.bad("not pairs of hex digits; OTLP/JSON writes ids in hex, not in base64");
    }
  }

  private static ByteString base64(JsonParser parser, JsonField field)
      throws IOException, BadJsonValueException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw field.bad("needs a string of base64");
    }
    try {
      String standard = parser.getText().replace('-', '+').replace('_', '/');
      return ByteString.copyFrom(Base64.getDecoder().decode(standard));
    } catch (IllegalArgumentException e) {
      throw field.bad("not base64");
    }
  }

  private static EnumValueDescriptor enumValue(JsonParser parser, JsonField field)
      throws IOException, BadJsonValueException {
    var type = field.descriptor().getEnumType();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      EnumValueDescriptor named = type.findValueByName(parser.getText());
      if (named != null) {
        return named;
      }
    }
    // A number of a later version of the protocol is kept as it is.
    int number = (int) whole(parser, field, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return type.findValueByNumberCreatingIfUnknown(number);
  }

  private static double decimal(JsonParser parser, JsonField field)
      throws IOException, BadJsonValueException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return switch (parser.getText()) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> parsedDecimal(parser.getText(), field);
      };
    }
    if (!parser.currentToken().isNumeric()) {
      throw field.bad("needs a number");
    }
    return parser.getDoubleValue();
  }

  private static double parsedDecimal(String text, JsonField field) throws BadJsonValueException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw field.bad("not a number");
    }
  }

  private static long whole(JsonParser parser, JsonField field, long min, long max)
      throws IOException, BadJsonValueException {
    long value;
    try {
      value =
          parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
              ? exact(parser.getDoubleValue(), field)
              : Long.parseLong(digits(parser, field));
    } catch (NumberFormatException e) {
      throw field.bad("not a whole number of its range");
    }
    if (value < min || value > max) {
      throw field.bad("not a whole number of its range");
    }
    return value;
  }

  /** The 64 bits of a number in [0, 2^64). */
  private static long unsigned(JsonParser parser, JsonField field)
      throws IOException, BadJsonValueException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      long value = exact(parser.getDoubleValue(), field);
      if (value < 0) {
        throw field.bad("must not be negative");
      }
      return value;
    }
    try {
      return Long.parseUnsignedLong(digits(parser, field));
    } catch (NumberFormatException e) {
      throw field.bad("not a whole number of its range");
    }
  }

  private static String digits(JsonParser parser, JsonField field)
      throws IOException, BadJsonValueException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_STRING -> parser.getText();
      default -> throw field.bad("needs a whole number, or a string of its digits");
    };
  }

  private static long exact(double value, JsonField field) throws BadJsonValueException {
    if (value != Math.rint(value) || Math.abs(value) > MAX_EXACT_WHOLE) {
      throw field.bad("not a whole number");
    }
    return (long) value;
  }
}
