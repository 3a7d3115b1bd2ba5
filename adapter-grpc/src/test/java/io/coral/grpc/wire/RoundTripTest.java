package io.coral.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetService;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.TraceList;
import io.vavr.control.Either;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every question and every answer comes out of its bytes as it went in. */
class RoundTripTest {
  private static final int TRIES = 200;

  @Property(tries = TRIES)
  void listServices(@ForAll("listServices") ListServices intent) {
    assertThat(ServiceMapping.toDomain(sent(ServiceMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void getService(@ForAll("getService") GetService intent) {
    assertThat(ServiceMapping.toDomain(sent(ServiceMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void getPercentile(@ForAll("getPercentile") GetPercentile intent) {
    assertThat(PercentileMapping.toDomain(sent(PercentileMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void getErrorRate(@ForAll("getErrorRate") GetErrorRate intent) {
    assertThat(ErrorRateMapping.toDomain(sent(ErrorRateMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void findSlowTraces(@ForAll("findSlowTraces") FindSlowTraces intent) {
    assertThat(TraceMapping.toDomain(sent(TraceMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void findErrorTraces(@ForAll("findErrorTraces") FindErrorTraces intent) {
    assertThat(TraceMapping.toDomain(sent(TraceMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void getSystemMetrics(@ForAll("getSystemMetrics") GetSystemMetrics intent) {
    assertThat(SystemMapping.toDomain(sent(SystemMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void executeSql(@ForAll("executeSql") ExecuteSql intent) {
    assertThat(SqlMapping.toDomain(sent(SqlMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void serviceList(@ForAll("serviceList") ServiceList answer) {
    assertThat(ServiceMapping.toDomain(sent(ServiceMapping.toWire(answer)))).isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void serviceInfo(@ForAll("serviceInfo") ServiceInfo answer) {
    assertThat(ServiceMapping.toDomain(sent(ServiceMapping.toWire(answer)))).isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void percentile(@ForAll("percentile") Percentile answer) {
    assertThat(PercentileMapping.toDomain(sent(PercentileMapping.toWire(answer))))
        .isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void errorRate(@ForAll("errorRate") ErrorRate answer) {
    assertThat(ErrorRateMapping.toDomain(sent(ErrorRateMapping.toWire(answer)))).isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void traceList(@ForAll("traceList") TraceList answer) {
    assertThat(TraceMapping.toDomain(sent(TraceMapping.slowToWire(answer)))).isEqualTo(answer);
    assertThat(TraceMapping.toDomain(sent(TraceMapping.errorsToWire(answer)))).isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void systemMetrics(@ForAll("systemMetrics") SystemMetrics answer) {
    assertThat(SystemMapping.toDomain(sent(SystemMapping.toWire(answer)))).isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void sqlResult(@ForAll("sqlResult") SqlResult answer) {
    assertThat(SqlMapping.toDomain(sent(SqlMapping.toWire(answer)))).isEqualTo(answer);
  }

  @Provide
  Arbitrary<ListServices> listServices() {
    return Questions.listServices();
  }

  @Provide
  Arbitrary<GetService> getService() {
    return Questions.getService();
  }

  @Provide
  Arbitrary<GetPercentile> getPercentile() {
    return Questions.getPercentile();
  }

  @Provide
  Arbitrary<GetErrorRate> getErrorRate() {
    return Questions.getErrorRate();
  }

  @Provide
  Arbitrary<FindSlowTraces> findSlowTraces() {
    return Questions.findSlowTraces();
  }

  @Provide
  Arbitrary<FindErrorTraces> findErrorTraces() {
    return Questions.findErrorTraces();
  }

  @Provide
  Arbitrary<GetSystemMetrics> getSystemMetrics() {
    return Questions.getSystemMetrics();
  }

  @Provide
  Arbitrary<ExecuteSql> executeSql() {
    return Questions.executeSql();
  }

  @Provide
  Arbitrary<ServiceList> serviceList() {
    return Answers.serviceInfo().list().ofMaxSize(4).map(ServiceList::new);
  }

  @Provide
  Arbitrary<ServiceInfo> serviceInfo() {
    return Answers.serviceInfo();
  }

  @Provide
  Arbitrary<Percentile> percentile() {
    return Answers.percentile();
  }

  @Provide
  Arbitrary<ErrorRate> errorRate() {
    return Answers.errorRate();
  }

  @Provide
  Arbitrary<TraceList> traceList() {
    return Answers.traceList();
  }

  @Provide
  Arbitrary<SystemMetrics> systemMetrics() {
    return Answers.systemMetrics();
  }

  @Provide
  Arbitrary<SqlResult> sqlResult() {
    return Answers.sqlResult();
  }

  /** The message after a journey as bytes. */
  @SuppressWarnings("unchecked") // a message's parser makes messages of its class
  private static <M extends Message> M sent(M message) {
    try {
      return ((Parser<M>) message.getParserForType()).parseFrom(message.toByteArray());
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError("a message does not parse as itself", e);
    }
  }
}
