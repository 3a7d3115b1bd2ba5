package io.coral.grpc.otlp;

import com.google.protobuf.MessageLite;
import io.coral.domain.telemetry.StreamId;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Names the streams of one metric: by resource, scope, name and unit, and the point's attributes.
 * Attributes are a set, so their order does not count. Stored with the states of streams: what is
 * hashed here may never change.
 */
final class StreamIds {
  private static final Comparator<KeyValue> BY_KEY = Comparator.comparing(KeyValue::getKey);

  private final ResourceMetrics resource;
  private final ScopeMetrics scope;
  private final Metric metric;

  StreamIds(ResourceMetrics resource, ScopeMetrics scope, Metric metric) {
    this.resource = resource;
    this.scope = scope;
    this.metric = metric;
  }

  StreamId of(List<KeyValue> pointAttributes) {
    MessageDigest digest = Hashes.sha256();
    add(digest, resource.getResource().getAttributesList());
    InstrumentationScope library = scope.getScope();
    add(digest, library.getName());
    add(digest, library.getVersion());
    add(digest, library.getAttributesList());
    add(digest, metric.getName());
    add(digest, metric.getUnit());
    add(digest, pointAttributes);
    return new StreamId(HexFormat.of().formatHex(digest.digest()));
  }

  private static void add(MessageDigest digest, List<KeyValue> attributes) {
    addLength(digest, attributes.size());
    attributes.stream().sorted(BY_KEY).forEach(attribute -> add(digest, attribute));
  }

  private static void add(MessageDigest digest, MessageLite message) {
    addBytes(digest, message.toByteArray());
  }

  private static void add(MessageDigest digest, String text) {
    addBytes(digest, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The length comes first, so that no two lists of parts look alike. */
  private static void addBytes(MessageDigest digest, byte[] bytes) {
    addLength(digest, bytes.length);
    digest.update(bytes);
  }

  private static void addLength(MessageDigest digest, int length) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
  }
}
