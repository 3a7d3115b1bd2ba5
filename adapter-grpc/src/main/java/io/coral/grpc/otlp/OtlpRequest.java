package io.coral.grpc.otlp;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.coral.domain.summary.RequestId;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** An export request, whichever encoding it arrived in. */
sealed interface OtlpRequest {

  /**
   * The request's name: the hash of its signal and its protobuf form, so that JSON, gzip and
   * protobuf of one request share it.
   */
  RequestId id();

  boolean isEmpty();

  /** Bytes of its protobuf form. */
  int size();

  /** Spans. */
  record Traces(ExportTraceServiceRequest message) implements OtlpRequest {
    public Traces {
      requireNonNull(message, "message is null");
    }

    @Override
    public RequestId id() {
      return hash("traces", message);
    }

    @Override
    public boolean isEmpty() {
      return message.getResourceSpansCount() == 0;
    }

    @Override
    public int size() {
      return message.getSerializedSize();
    }
  }

  /** Metric points. */
  record Metrics(ExportMetricsServiceRequest message) implements OtlpRequest {
    public Metrics {
      requireNonNull(message, "message is null");
    }

    @Override
    public RequestId id() {
      return hash("metrics", message);
    }

    @Override
    public boolean isEmpty() {
      return message.getResourceMetricsCount() == 0;
    }

    @Override
    public int size() {
      return message.getSerializedSize();
    }
  }

  private static RequestId hash(String signal, MessageLite message) {
    try {
      MessageDigest digest = Hashes.sha256();
      digest.update(("coral.otlp." + signal + "\n").getBytes(StandardCharsets.US_ASCII));
      var hashing = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      var coded = CodedOutputStream.newInstance(hashing);
      coded.useDeterministicSerialization();
      message.writeTo(coded);
      coded.flush();
      return new RequestId(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to nowhere cannot fail", e);
    }
  }
}
