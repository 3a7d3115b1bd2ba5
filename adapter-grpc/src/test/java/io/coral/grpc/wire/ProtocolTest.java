package io.coral.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.QueryIntent;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.TraceList;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceSelector;
import io.coral.domain.value.TraceId;
import io.coral.grpc.AnyBytes;
import io.coral.grpc.RawColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.Admin;
import io.coral.grpc.v1.Query;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is once in the protocol stays in it, under its number: there are clients of every version.
 */
class ProtocolTest {
  private final AtomicReference<QueryIntent<?>> asked = new AtomicReference<>();
  private RawColony colony;

  @BeforeEach
  void serve() {
    colony =
        RawColony.of(
            new ScriptedColony(
                (intent, bounds) -> {
                  asked.set(intent);
                  return Either.right(answer(intent));
                }));
  }

  @AfterEach
  void close() {
    colony.close();
  }

  private static Object answer(QueryIntent<?> intent) {
    if (intent instanceof ListServices) {
      return new ServiceList(
          List.of(
              new ServiceInfo(
                  new ServiceName("payments"), "shop", "eu", 3, SampleAnswers.MINUTE.to())));
    }
    if (intent instanceof FindSlowTraces) {
      var trace =
          new TraceSummary(
              new TraceId("5b8efff798038103d269b633813fc60c"),
              "payments",
              Duration.ofMillis(7),
              SampleAnswers.MINUTE.from(),
              "gateway",
              "GET /",
              4,
              1);
      return new TraceList(List.of(trace), 9, SampleAnswers.MINUTE, List.of());
    }
    return SampleAnswers.to(intent);
  }

  static Stream<Descriptor> messagesOfTheFirstVersion() {
    return FirstVersion.FILE.getMessageTypes().stream();
  }

  @ParameterizedTest
  @MethodSource("messagesOfTheFirstVersion")
  void message_ofTheFirstVersion_hasAllItsFields(Descriptor first) {
    Descriptor now = Query.getDescriptor().findMessageTypeByName(first.getName());

    for (FieldDescriptor field : first.getFields()) {
      assertThat(line(now.findFieldByNumber(field.getNumber()))).isEqualTo(line(field));
    }
  }

  @Test
  void methods_ofTheFirstVersion_areThere() {
    ServiceDescriptor now = Query.getDescriptor().findServiceByName("QueryService");

    for (String name : FirstVersion.METHODS) {
      MethodDescriptor method = now.findMethodByName(name);
      assertThat(line(method))
          .isEqualTo(
              "coral.colony.v1.QueryService.%1$s: coral.colony.v1.%1$sRequest, coral.colony.v1.%1$sResponse"
                  .formatted(name));
    }
  }

  /** Whoever adds a line here has not broken anything; whoever changes or takes one away has. */
  @Test
  void everything_isAsItIsWrittenDown() throws IOException {
    List<String> now = new ArrayList<>();
    for (FileDescriptor file : List.of(Query.getDescriptor(), Admin.getDescriptor())) {
      file.getServices()
          .forEach(service -> service.getMethods().forEach(method -> now.add(line(method))));
      file.getMessageTypes().forEach(message -> addFields(message, now));
      assertThat(file.getEnumTypes()).as("a closed set that cannot grow").isEmpty();
    }
    String written;
    try (var file = ProtocolTest.class.getResourceAsStream("protocol.txt")) {
      written = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(String.join("\n", now)).isEqualTo(written.strip());
  }

  private static void addFields(Descriptor message, List<String> lines) {
    message.getFields().forEach(field -> lines.add(line(field)));
    message.getNestedTypes().forEach(nested -> addFields(nested, lines));
  }

  private static String line(MethodDescriptor method) {
    return method.getFullName()
        + ": "
        + method.getInputType().getFullName()
        + ", "
        + (method.isServerStreaming() ? "stream " : "")
        + method.getOutputType().getFullName();
  }

  private static String line(FieldDescriptor field) {
    var oneof = field.getRealContainingOneof();
    boolean message = field.getType() == FieldDescriptor.Type.MESSAGE;
    return field.getFullName()
        + ": "
        + field.getNumber()
        + (field.isRepeated() ? " repeated " : " ")
        + (oneof == null && !message && field.hasPresence() ? "optional " : "")
        + (message
            ? field.getMessageType().getFullName()
            : field.getType().name().toLowerCase(Locale.ROOT))
        + (oneof == null ? "" : " of " + oneof.getName());
  }

  private DynamicMessage call(String method, DynamicMessage request) {
    var called =
        QueryServiceGrpc.getServiceDescriptor().getMethods().stream()
            .filter(each -> method.equals(each.getBareMethodName()))
            .findAny()
            .orElseThrow();
    byte[] reply = AnyBytes.call(colony.channel(), called, request.toByteArray());
    return FirstVersion.read(method + "Response", reply);
  }

  @Test
  void firstClient_listsServices() {
    var reply = call("ListServices", FirstVersion.of("ListServicesRequest", "namespace", "shop"));

    assertThat(asked.get())
        .isInstanceOfSatisfying(
            ListServices.class, list -> assertThat(list.namespace().value()).isEqualTo("shop"));
    var service = (DynamicMessage) ((List<?>) FirstVersion.get(reply, "services")).getFirst();
    assertThat(FirstVersion.get(service, "name")).isEqualTo("payments");
    assertThat(FirstVersion.get(service, "region")).isEqualTo("eu");
    assertThat(FirstVersion.get(service, "instance_count")).isEqualTo(3);
    assertThat(service.getUnknownFields().asMap()).as("what came later").isNotEmpty();
  }

  @Test
  void firstClient_getsAPercentile() {
    var reply =
        call(
            "GetPercentile",
            FirstVersion.of(
                "GetPercentileRequest",
                "service",
                "payments",
                "metric",
                "http.server.duration",
                "percentile",
                0.99,
                "time_range_ms",
                300_000L));

    assertThat(asked.get())
        .isEqualTo(
            new GetPercentile(
                ServiceSelector.of("payments"),
                new MetricName("http.server.duration"),
                Quantile.P99,
                new QueryWindow.LookBack(Duration.ofMinutes(5))));
    assertThat(FirstVersion.get(reply, "value")).isEqualTo(1.0);
    assertThat(FirstVersion.get(reply, "unit")).isEqualTo("nanoseconds");
  }

  @Test
  void firstClient_getsAnErrorRate() {
    var reply = call("GetErrorRate", FirstVersion.of("GetErrorRateRequest", "service", "payments"));

    assertThat(asked.get())
        .isEqualTo(new GetErrorRate(ServiceSelector.of("payments"), QueryWindow.LAST_HOUR));
    assertThat(FirstVersion.get(reply, "rate")).isEqualTo(0.0);
    assertThat(FirstVersion.get(reply, "total_count")).isEqualTo(1L);
  }

  @Test
  void firstClient_findsSlowTraces() {
    var reply =
        call(
            "FindSlowTraces",
            FirstVersion.of("FindSlowTracesRequest", "min_duration_ns", 500_000_000L, "limit", 3));

    assertThat(asked.get())
        .isEqualTo(
            new FindSlowTraces(
                Optional.empty(), Duration.ofMillis(500), QueryWindow.LAST_HOUR, new Limit(3)));
    var trace = (DynamicMessage) ((List<?>) FirstVersion.get(reply, "traces")).getFirst();
    assertThat(FirstVersion.get(reply, "total_count")).isEqualTo(9L);
    assertThat(FirstVersion.get(trace, "trace_id")).isEqualTo("5b8efff798038103d269b633813fc60c");
    assertThat(FirstVersion.get(trace, "duration_ns")).isEqualTo(7_000_000L);
    assertThat(((Message) FirstVersion.get(trace, "timestamp")).toByteArray())
        .isEqualTo(
            Timestamp.newBuilder()
                .setSeconds(SampleAnswers.MINUTE.from().getEpochSecond())
                .build()
                .toByteArray());
  }
}
