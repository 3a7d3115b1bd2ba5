package io.coral.grpc.wire;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TimestampProto;
import java.util.List;
import java.util.Locale;

/**
 * The protocol as clients of its first version have it: a message a line, each with its fields,
 * their types and numbers. Nothing here ever changes.
 */
final class FirstVersion {
  private static final String PACKAGE = "coral.colony.v1";
  private static final String MESSAGES =
      """
      ListServicesRequest: string namespace 1
      ListServicesResponse: repeated Service services 1
      Service: string name 1, string namespace 2, string region 3, int32 instance_count 4
      GetPercentileRequest: string service 1, string metric 2, double percentile 3,\
       int64 time_range_ms 4
      GetPercentileResponse: double value 1, string unit 2
      GetErrorRateRequest: string service 1, int64 time_range_ms 2
      GetErrorRateResponse: double rate 1, int64 error_count 2, int64 total_count 3
      FindSlowTracesRequest: string service 1, int64 min_duration_ns 2, int64 time_range_ms 3,\
       int32 limit 4
      FindSlowTracesResponse: repeated Trace traces 1, int64 total_count 2
      Trace: string trace_id 1, int64 duration_ns 2, Timestamp timestamp 3, string service 4
      """;

  /** Methods, whose messages are named after them. */
  static final List<String> METHODS =
      List.of(
          "ListServices",
          "GetService",
          "GetPercentile",
          "GetErrorRate",
          "FindSlowTraces",
          "FindErrorTraces",
          "GetSystemMetrics",
          "ExecuteQuery");

  static final FileDescriptor FILE = file();

  private FirstVersion() {}

  static Descriptor message(String name) {
    return FILE.findMessageTypeByName(name);
  }

  /** A message with the fields that are given: names and values in turn. */
  static DynamicMessage of(String name, Object... fields) {
    var message = DynamicMessage.newBuilder(message(name));
    for (int i = 0; i < fields.length; i += 2) {
      message.setField(message(name).findFieldByName((String) fields[i]), fields[i + 1]);
    }
    return message.build();
  }

  static DynamicMessage read(String name, byte[] bytes) {
    try {
      return DynamicMessage.parseFrom(message(name), bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** The value of a field. */
  static Object get(DynamicMessage message, String field) {
    return message.getField(message.getDescriptorForType().findFieldByName(field));
  }

  private static FileDescriptor file() {
    var file =
        FileDescriptorProto.newBuilder()
            .setName("first.proto")
            .setPackage(PACKAGE)
            .setSyntax("proto3")
            .addDependency("google/protobuf/timestamp.proto");
    MESSAGES.lines().forEach(line -> file.addMessageType(message(line.split(": ", 2))));
    try {
      return FileDescriptor.buildFrom(
          file.build(), new FileDescriptor[] {TimestampProto.getDescriptor()});
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DescriptorProto message(String[] nameAndFields) {
    var message = DescriptorProto.newBuilder().setName(nameAndFields[0]);
    for (String field : nameAndFields[1].split(", ", -1)) {
      message.addField(field(field.split(" ", -1)));
    }
    return message.build();
  }

  private static FieldDescriptorProto field(String[] words) {
    int last = words.length - 1;
    var field =
        FieldDescriptorProto.newBuilder()
            .setLabel(
                words.length == 4
                    ? FieldDescriptorProto.Label.LABEL_REPEATED
                    : FieldDescriptorProto.Label.LABEL_OPTIONAL)
            .setNumber(Integer.parseInt(words[last]))
            .setName(words[last - 1]);
    String type = words[last - 2];
    switch (type) {
      case "Timestamp" ->
          field
              .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
              .setTypeName(".google.protobuf.Timestamp");
      case "Service", "Trace" ->
          field
              .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
              .setTypeName("." + PACKAGE + "." + type);
      default ->
          field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
    }
    return field.build();
  }
}
