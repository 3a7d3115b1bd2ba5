package io.coral.grpc.otlp;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A protobuf field as OTLP/JSON sees it.
 *
 * @param isId whether it is an id, written in hex; all other bytes are base64
 * @param elements what becomes of a bad element, if the field is repeated
 */
record JsonField(FieldDescriptor descriptor, boolean isId, Elements elements) {
  /** How far a bad element of a repeated field reaches. */
  enum Elements {
    /** It is refused by itself, and reported. */
    ITEMS,
    /** It is left out without a word: no summary needs it. */
    DETAILS,
    /** It makes the message around the field bad. */
    PARTS
  }

  private static final Map<Descriptor, Map<String, JsonField>> KNOWN = new ConcurrentHashMap<>();

  private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private static final Set<String> ITEMS =
      Set.of(
          "resource_spans",
          "scope_spans",
          "spans",
          "resource_metrics",
          "scope_metrics",
          "metrics",
          "data_points");

  private static final Set<String> DETAILS =
      Set.of("attributes", "events", "links", "exemplars", "entity_refs");

  /** Names that OTLP/JSON had before version 0.16 of the protocol. */
  private static final Map<String, String> FORMER_NAMES =
      Map.of(
          "instrumentationLibrarySpans", "scopeSpans",
          "instrumentationLibraryMetrics", "scopeMetrics",
          "instrumentationLibrary", "scope");

  static @Nullable JsonField named(Descriptor message, String name) {
    Map<String, JsonField> fields = KNOWN.computeIfAbsent(message, JsonField::fieldsOf);
    JsonField field = fields.get(name);
    if (field != null) {
      return field;
    }
    String present = FORMER_NAMES.get(name);
    return present == null ? null : fields.get(present);
  }

  private static Map<String, JsonField> fieldsOf(Descriptor message) {
    var fields = new HashMap<String, JsonField>();
    for (FieldDescriptor field : message.getFields()) {
      fields.put(
          field.getJsonName(),
          new JsonField(field, IDS.contains(field.getName()), elementsOf(field.getName())));
    }
    return fields;
  }

  private static Elements elementsOf(String field) {
    if (ITEMS.contains(field)) {
      return Elements.ITEMS;
    }
    return DETAILS.contains(field) ? Elements.DETAILS : Elements.PARTS;
  }

  String name() {
    return descriptor.getJsonName();
  }

  boolean isRepeated() {
    return descriptor.isRepeated();
  }

  boolean isMessage() {
    return descriptor.getJavaType() == JavaType.MESSAGE;
  }

  BadJsonValueException bad(String reason) {
    return new BadJsonValueException(name() + ": " + reason);
  }
}
