package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Colony;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every method that a colony's ports tell of by reflection, called by grpcurl. */
@Tag("peer")
class GrpcurlIT {
  /** gRPC's ports. */
  enum Port {
    QUESTIONS {
      @Override
      String of(Colony colony) {
        return colony.address();
      }
    },
    ADMINISTRATION {
      @Override
      String of(Colony colony) {
        return colony.admin();
      }
    },
    OTLP {
      @Override
      String of(Colony colony) {
        return colony.otlpGrpc();
      }
    };

    abstract String of(Colony colony);
  }

  /**
   * A call.
   *
   * @param answer what is in its answer, without any blanks
   */
  record Call(Port port, String method, String request, String answer) {
    @Override
    public String toString() {
      return port + " " + method;
    }
  }

  private static final String QUERY = "coral.colony.v1.QueryService.";
  private static final String ADMIN = "coral.colony.v1.AdminService.";
  private static final String HEALTH = "grpc.health.v1.Health.";
  private static final String REFLECTION = "grpc.reflection.v1.ServerReflection.";
  private static final String COLLECTOR = "opentelemetry.proto.collector.";

  private static final String PAYMENTS = "{\"service\":\"payments\",\"time_range_ms\":3600000}";
  private static final String FORTY_TWO = "{\"sql\":\"SELECT 42 AS answer\"}";

  static final List<Call> CALLS =
      List.of(
          new Call(Port.QUESTIONS, QUERY + "ListServices", "{}", "\"name\":\"payments\""),
          new Call(
              Port.QUESTIONS,
              QUERY + "GetService",
              "{\"name\":\"payments\"}",
              "\"name\":\"payments\""),
          new Call(
              Port.QUESTIONS,
              QUERY + "GetPercentile",
              "{\"service\":\"payments\",\"metric\":\"http.server.duration\",\"percentile\":0.99,"
                  + "\"time_range_ms\":3600000}",
              "\"sample_count\":\"200\""),
          new Call(Port.QUESTIONS, QUERY + "GetErrorRate", PAYMENTS, "\"rate\":0.1,"),
          new Call(
              Port.QUESTIONS,
              QUERY + "FindSlowTraces",
              "{\"service\":\"payments\",\"min_duration_ns\":1000000000,"
                  + "\"time_range_ms\":3600000}",
              "\"root_service\":\"payments\""),
          new Call(Port.QUESTIONS, QUERY + "FindErrorTraces", PAYMENTS, "\"total_count\":\"20\""),
          new Call(Port.QUESTIONS, QUERY + "GetSystemMetrics", PAYMENTS, "\"cpu_percent\":82"),
          new Call(Port.QUESTIONS, QUERY + "ExecuteQuery", FORTY_TWO, "\"name\":\"answer\""),
          new Call(Port.QUESTIONS, QUERY + "StreamQuery", FORTY_TWO, "\"end\":{"),
          new Call(Port.QUESTIONS, QUERY + "PlanQuery", FORTY_TWO, "\"name\":\"answer\""),
          new Call(Port.QUESTIONS, QUERY + "DescribeTables", "{}", "\"service_summary\""),
          new Call(
              Port.QUESTIONS,
              QUERY + "GetPercentiles",
              "{\"metric\":\"http.server.duration\",\"percentiles\":[0.5,0.99],"
                  + "\"time_range_ms\":3600000}",
              "\"service\":\"payments\""),
          new Call(
              Port.QUESTIONS,
              QUERY + "GetErrorRates",
              "{\"time_range_ms\":3600000}",
              "\"service\":\"payments\""),
          new Call(
              Port.QUESTIONS,
              QUERY + "GetPercentileSeries",
              "{\"metric\":\"http.server.duration\",\"percentiles\":[0.99],"
                  + "\"time_range_ms\":3600000,\"step_ms\":300000}",
              "\"points\":["),
          new Call(
              Port.QUESTIONS,
              QUERY + "GetErrorRateSeries",
              "{\"time_range_ms\":3600000,\"step_ms\":300000}",
              "\"points\":["),
          new Call(
              Port.QUESTIONS,
              QUERY + "IssueRunToken",
              "{\"lifetime_ms\":60000}",
              "{}"), // for this colony asks nobody who they are
          new Call(Port.QUESTIONS, HEALTH + "Check", "{}", "\"status\":\"SERVING\""),
          new Call(Port.QUESTIONS, HEALTH + "Watch", "{}", "\"status\":\"SERVING\""),
          new Call(
              Port.QUESTIONS,
              REFLECTION + "ServerReflectionInfo",
              "{\"list_services\":\"\"}",
              "\"coral.colony.v1.QueryService\""),
          new Call(Port.ADMINISTRATION, ADMIN + "GetStatus", "{}", "\"version\":"),
          new Call(Port.ADMINISTRATION, ADMIN + "Backup", "{}", "\"end\":{"),
          new Call(Port.ADMINISTRATION, HEALTH + "Check", "{}", "\"status\":\"SERVING\""),
          new Call(Port.ADMINISTRATION, HEALTH + "Watch", "{}", "\"status\":\"SERVING\""),
          new Call(
              Port.ADMINISTRATION,
              REFLECTION + "ServerReflectionInfo",
              "{\"list_services\":\"\"}",
              "\"coral.colony.v1.AdminService\""),
          new Call(Port.OTLP, COLLECTOR + "trace.v1.TraceService.Export", spans(), "{}"),
          new Call(Port.OTLP, COLLECTOR + "metrics.v1.MetricsService.Export", points(), "{}"),
          new Call(
              Port.OTLP,
              REFLECTION + "ServerReflectionInfo",
              "{\"list_services\":\"\"}",
              "\"opentelemetry.proto.collector.trace.v1.TraceService\""));

  @TempDir private static Path folder;
  private static Colony colony;

  @BeforeAll
  static void startColony() throws IOException {
    Files.write(folder.resolve("shop.jsonl"), ShopTelemetry.lines(Instant.now()));
    var imported = CoralProcess.run(folder, "import", "--db", "shop.duckdb", "shop.jsonl");
    assertThat(imported.exitCode()).as(imported.stderr()).isZero();
    colony = Colony.start(folder.resolve("shop.duckdb"));
  }

  @AfterAll
  static void stopColony() {
    colony.close();
  }

  /** One request, with ids as protobuf's JSON has them. */
  private static String spans() {
    long now = Instant.now().getEpochSecond() - 60;
    return """
        {"resource_spans":[{%s,"scope_spans":[{"spans":[{"trace_id":"AAAAAAAAAAAAAAAAAAAAAQ==",\
        "span_id":"AAAAAAAAAAE=","name":"GET /","kind":"SPAN_KIND_SERVER",\
        "start_time_unix_nano":"%d000000000","end_time_unix_nano":"%d500000000"}]}]}]}"""
        .formatted(resource(), now, now);
  }

  private static String points() {
    return """
        {"resource_metrics":[{%s,"scope_metrics":[{"metrics":[{"name":"queue.length","gauge":\
        {"data_points":[{"time_unix_nano":"%d000000000","as_double":7}]}}]}]}]}"""
        .formatted(resource(), Instant.now().getEpochSecond() - 60);
  }

  private static String resource() {
    return "\"resource\":{\"attributes\":[{\"key\":\"service.name\","
        + "\"value\":{\"string_value\":\"grpcurl\"}}]}";
  }

  private static Stream<String> lines(String... arguments) {
    return PeerTool.GRPCURL.run(arguments).lines();
  }

  @Test
  void everyMethodThatReflectionTellsOf_isCalled() {
    for (Port port : Port.values()) {
      String address = port.of(colony);
      Set<String> told =
          lines("-plaintext", address, "list")
              .flatMap(service -> lines("-plaintext", address, "list", service))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(told)
          .as("methods on the port of %s", port)
          .isEqualTo(
              CALLS.stream()
                  .filter(call -> call.port() == port)
                  .map(Call::method)
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @ParameterizedTest
  @FieldSource("CALLS")
  void call_byReflection_isAnswered(Call call) {
    boolean endless = call.method().equals(HEALTH + "Watch");
    var outcome =
        PeerTool.GRPCURL.outcome(
            "-plaintext",
            "-max-time",
            endless ? "3" : "60",
            "-d",
            call.request(),
            call.port().of(colony),
            call.method());

    assertThat(outcome.stdout().replaceAll("\\s", "")).as(outcome.stderr()).contains(call.answer());
    if (endless) {
      assertThat(outcome.stderr()).contains("DeadlineExceeded");
    } else {
      assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    }
  }

  @Test
  void export_isCounted() {
    PeerTool.GRPCURL.run(
        "-plaintext",
        "-d",
        spans().replace("grpcurl", "grpcurl-counted"),
        colony.otlpGrpc(),
        COLLECTOR + "trace.v1.TraceService.Export");

    var rate =
        CoralProcess.run(
            folder,
            "query",
            "metrics",
            "grpcurl-counted",
            "--error-rate",
            "--colony",
            colony.address(),
            "-o",
            "json");

    assertThat(rate.stdout().replaceAll("\\s", ""))
        .as(rate.stderr())
        .contains("\"request_count\":1,");
  }
}
