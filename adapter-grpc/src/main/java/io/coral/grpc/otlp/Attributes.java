package io.coral.grpc.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks up attributes. Where a key is repeated, the first counts. */
final class Attributes {
  private Attributes() {}

  /** The value of {@code key}, if it is a string that is not empty. */
  static Optional<String> text(List<KeyValue> attributes, String key) {
    return find(attributes, key)
        .filter(AnyValue::hasStringValue)
        .map(AnyValue::getStringValue)
        .filter(text -> !text.isEmpty());
  }

  /** The value of {@code key}, if it is a whole number or a string of one, of 32 bits. */
  static OptionalInt number(List<KeyValue> attributes, String key) {
    Optional<AnyValue> value = find(attributes, key);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    return switch (value.get().getValueCase()) {
      case INT_VALUE -> narrowed(value.get().getIntValue());
      case STRING_VALUE -> parsed(value.get().getStringValue());
      default -> OptionalInt.empty();
    };
  }

  private static Optional<AnyValue> find(List<KeyValue> attributes, String key) {
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().equals(key)) {
        return Optional.of(attribute.getValue());
      }
    }
    return Optional.empty();
  }

  private static OptionalInt narrowed(long value) {
    return (int) value == value ? OptionalInt.of((int) value) : OptionalInt.empty();
  }

  private static OptionalInt parsed(String text) {
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
