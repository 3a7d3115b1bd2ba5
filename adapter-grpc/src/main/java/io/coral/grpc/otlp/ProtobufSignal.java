package io.coral.grpc.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells a request for spans from one for metrics. Both have the same outer fields and the file does
 * not say which it holds, so the first items do: a span has its times as fixed 64-bit numbers where
 * a metric has only strings and messages.
 */
enum ProtobufSignal {
  TRACES,
  METRICS,
  /** No item to tell by, or another signal, such as logs. */
  OTHER;

  /** Path from a request to its items: resource, scope, item. */
  private static final int[] ITEM_PATH = {1, 2, 2};

  private static final int SPAN_KIND = 6;
  private static final int SPAN_START = 7;
  private static final int SPAN_END = 8;

  /**
   * Parses a request for spans or metrics.
   *
   * @return empty if it is of another signal
   * @throws InvalidProtocolBufferException if it is not well-formed
   */
  static Optional<OtlpRequest> parse(byte[] request) throws InvalidProtocolBufferException {
    return switch (of(request)) {
      case TRACES ->
          Optional.of(new OtlpRequest.Traces(ExportTraceServiceRequest.parseFrom(request)));
      case METRICS ->
          Optional.of(new OtlpRequest.Metrics(ExportMetricsServiceRequest.parseFrom(request)));
      case OTHER -> Optional.empty();
    };
  }

  static ProtobufSignal of(byte[] request) throws InvalidProtocolBufferException {
    try {
      return sniff(CodedInputStream.newInstance(request), 0);
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
  }

  private static ProtobufSignal sniff(CodedInputStream in, int depth) throws IOException {
    if (depth == ITEM_PATH.length) {
      return ofItem(in);
    }
    int tag;
    while ((tag = in.readTag()) != 0) {
      boolean onPath =
          WireFormat.getTagFieldNumber(tag) == ITEM_PATH[depth]
              && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (!onPath) {
        skip(in, tag);
        continue;
      }
      int outer = in.pushLimit(in.readRawVarint32());
      ProtobufSignal signal = sniff(in, depth + 1);
      if (signal != OTHER) {
        return signal;
      }
      in.skipRawBytes(in.getBytesUntilLimit());
      in.popLimit(outer);
    }
    return OTHER;
  }

  private static ProtobufSignal ofItem(CodedInputStream in) throws IOException {
    boolean messagesOnly = true;
    boolean named = false;
    int tag;
    while ((tag = in.readTag()) != 0) {
      int field = WireFormat.getTagFieldNumber(tag);
      int type = WireFormat.getTagWireType(tag);
      if (type == WireFormat.WIRETYPE_FIXED64) {
        return field == SPAN_START || field == SPAN_END ? TRACES : OTHER;
      }
      if (type == WireFormat.WIRETYPE_VARINT && field == SPAN_KIND) {
        return TRACES;
      }
      messagesOnly &= type == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      named |= field == 1;
      skip(in, tag);
    }
    return messagesOnly && named ? METRICS : OTHER;
  }

  private static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that did not begin");
    }
  }
}
