package io.coral.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.coral.domain.query.DescribeTables;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorRates;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.GetService;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.TableList;
import io.coral.domain.query.TraceList;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.sql.SummaryTables;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

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
  void getPercentiles(@ForAll("getPercentiles") GetPercentiles intent) {
    assertThat(ManyPercentilesMapping.toDomain(sent(ManyPercentilesMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void getErrorRates(@ForAll("getErrorRates") GetErrorRates intent) {
    assertThat(ManyErrorRatesMapping.toDomain(sent(ManyErrorRatesMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void getPercentileSeries(@ForAll("getPercentileSeries") GetPercentileSeries intent) {
    assertThat(ManyPercentilesMapping.toDomain(sent(ManyPercentilesMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void getErrorRateSeries(@ForAll("getErrorRateSeries") GetErrorRateSeries intent) {
    assertThat(ManyErrorRatesMapping.toDomain(sent(ManyErrorRatesMapping.toWire(intent))))
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
  void streamSql(@ForAll("streamSql") StreamSql intent) {
    assertThat(
            SqlStreamMapping.toDomain(
                sent(SqlStreamMapping.toWire(intent, Duration.ofSeconds(30)))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void planSql(@ForAll("planSql") PlanSql intent) {
    assertThat(SqlMapping.toDomain(sent(SqlMapping.toWire(intent))))
        .isEqualTo(Either.right(intent));
  }

  @Property(tries = TRIES)
  void describeTables(@ForAll("describeTables") DescribeTables intent) {
    assertThat(TableMapping.toDomain(sent(TableMapping.toWire(intent))))
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
  void percentiles(@ForAll("percentiles") Percentiles answer) {
    assertThat(ManyPercentilesMapping.toDomain(sent(ManyPercentilesMapping.toWire(answer))))
        .isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void errorRates(@ForAll("errorRates") ErrorRates answer) {
    assertThat(ManyErrorRatesMapping.toDomain(sent(ManyErrorRatesMapping.toWire(answer))))
        .isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void percentileSeries(@ForAll("percentileSeries") PercentileSeries answer) {
    assertThat(ManyPercentilesMapping.toDomain(sent(ManyPercentilesMapping.toWire(answer))))
        .isEqualTo(answer);
  }

  @Property(tries = TRIES)
  void errorRateSeries(@ForAll("errorRateSeries") ErrorRateSeries answer) {
    assertThat(ManyErrorRatesMapping.toDomain(sent(ManyErrorRatesMapping.toWire(answer))))
        .isEqualTo(answer);
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

  @Property(tries = TRIES)
  void sqlPlan(@ForAll("sqlPlan") SqlPlan plan) {
    assertThat(SqlMapping.toDomain(sent(SqlMapping.toWire(plan)))).isEqualTo(plan);
  }

  @Property(tries = TRIES)
  void sqlHead(@ForAll("sqlHead") SqlHead head) {
    assertThat(SqlStreamMapping.toDomain(sent(SqlStreamMapping.toWire(head))))
        .isEqualTo(new StreamPart.Head(head));
  }

  @Property(tries = TRIES)
  void sqlStreamEnd(@ForAll("sqlStreamEnd") SqlStreamEnd end) {
    assertThat(SqlStreamMapping.toDomain(sent(SqlStreamMapping.toWire(end))))
        .isEqualTo(new StreamPart.End(end));
  }

  @Property(tries = TRIES)
  void sqlBatch(@ForAll("sqlBatch") SqlBatch batch, @ForAll @IntRange(min = 0, max = 70) int cut) {
    int middle = Math.min(cut, batch.rows());

    assertThat(rows(part(batch, 0, middle), part(batch, middle, batch.rows())))
        .isEqualTo(rows(batch));
  }

  private static SqlBatch part(SqlBatch batch, int from, int to) {
    StreamPart part =
        SqlStreamMapping.toDomain(sent(SqlStreamMapping.toWire(batch, new RowRange(from, to))));
    return ((StreamPart.Rows) part).batch();
  }

  private static List<List<SqlValue>> rows(SqlBatch... batches) {
    return Stream.of(batches)
        .flatMap(batch -> IntStream.range(0, batch.rows()).mapToObj(batch::row))
        .toList();
  }

  @Example
  void tableList() {
    var all = new TableList(SummaryTables.ALL);

    assertThat(TableMapping.toDomain(sent(TableMapping.toWire(all)))).isEqualTo(all);
  }

  @Provide
  Arbitrary<StreamSql> streamSql() {
    return Questions.streamSql();
  }

  @Provide
  Arbitrary<PlanSql> planSql() {
    return Questions.planSql();
  }

  @Provide
  Arbitrary<DescribeTables> describeTables() {
    return Questions.describeTables();
  }

  @Provide
  Arbitrary<SqlPlan> sqlPlan() {
    return Answers.sqlPlan();
  }

  @Provide
  Arbitrary<SqlHead> sqlHead() {
    return Answers.sqlHead();
  }

  @Provide
  Arbitrary<SqlStreamEnd> sqlStreamEnd() {
    return Answers.sqlStreamEnd();
  }

  @Provide
  Arbitrary<SqlBatch> sqlBatch() {
    return Answers.sqlBatch();
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
  Arbitrary<GetPercentiles> getPercentiles() {
    return Questions.getPercentiles();
  }

  @Provide
  Arbitrary<Percentiles> percentiles() {
    return Answers.percentiles();
  }

  @Provide
  Arbitrary<GetErrorRates> getErrorRates() {
    return Questions.getErrorRates();
  }

  @Provide
  Arbitrary<ErrorRates> errorRates() {
    return Answers.errorRates();
  }

  @Provide
  Arbitrary<GetPercentileSeries> getPercentileSeries() {
    return Questions.getPercentileSeries();
  }

  @Provide
  Arbitrary<PercentileSeries> percentileSeries() {
    return Answers.percentileSeries();
  }

  @Provide
  Arbitrary<GetErrorRateSeries> getErrorRateSeries() {
    return Questions.getErrorRateSeries();
  }

  @Provide
  Arbitrary<ErrorRateSeries> errorRateSeries() {
    return Answers.errorRateSeries();
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
