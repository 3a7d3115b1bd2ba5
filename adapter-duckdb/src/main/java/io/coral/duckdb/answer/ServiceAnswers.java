package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA_TOLD;
import static io.coral.duckdb.schema.store.Tables.SENDER;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA_TOLD;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.max;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.vavr.control.Either;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Tells which services there are: DuckDB finds when each instance was seen last. */
final class ServiceAnswers {
  private record Row(String service, String namespace) {}

  private final DSLContext dsl;

  ServiceAnswers(DSLContext dsl) {
    this.dsl = dsl;
  }

  ServiceList list(ListServices asked) {
    Condition wanted =
        asked.namespace().isNone()
            ? DSL.noCondition()
            : SENDER.NAMESPACE.eq(asked.namespace().value());
    Map<Row, List<Sighting>> rows =
        sightings(wanted, asked.includeMetricsOnly()).stream()
            .collect(groupingBy(seen -> new Row(seen.service(), seen.namespace())));
    return new ServiceList(
        rows.values().stream()
            .filter(own -> asked.includeMetricsOnly() || Sighting.anySpan(own))
            .filter(own -> asked.region().isNone() || Sighting.anyIn(own, asked.region()))
            .map(Sighting::describe)
            .sorted(Comparator.comparing(ServiceInfo::name).thenComparing(ServiceInfo::namespace))
            .toList());
  }

  /** One service; one of which nothing is kept any more is as unknown as if it never was. */
  Either<QueryFailure, ServiceInfo> one(Senders senders) {
    var seen = sightings(senders.sent(SENDER.SENDER_ID), true);
    return seen.isEmpty()
        ? Either.left(Senders.unknown(dsl, senders.selector()))
        : Either.right(Sighting.describe(seen));
  }

  private List<Sighting> sightings(Condition wanted, boolean withMetrics) {
    Map<Integer, Long> spans =
        dsl.select(SERVICE_DELTA_TOLD.SENDER_ID, max(SERVICE_DELTA_TOLD.MINUTE))
            .from(SERVICE_DELTA_TOLD)
            .groupBy(SERVICE_DELTA_TOLD.SENDER_ID)
            .fetchMap(row -> row.value1(), row -> row.value2());
    Map<Integer, Long> metrics = withMetrics ? lastMetrics() : Map.of();
    return dsl
        .selectFrom(SENDER)
        .where(wanted)
        .fetch(
            sender ->
                Sighting.of(
                    sender, spans.get(sender.getSenderId()), metrics.get(sender.getSenderId())))
        .stream()
        .filter(Sighting::isAny)
        .toList();
  }

  private Map<Integer, Long> lastMetrics() {
    var last = new HashMap<Integer, Long>();
    dsl.select(STREAM.SENDER_ID, max(METRIC_DELTA_TOLD.MINUTE))
        .from(METRIC_DELTA_TOLD)
        .join(STREAM)
        .on(STREAM.STREAM_ID.eq(METRIC_DELTA_TOLD.STREAM_ID))
        .groupBy(STREAM.SENDER_ID)
        .forEach(row -> last.put(row.value1(), row.value2()));
    return last;
  }
}
