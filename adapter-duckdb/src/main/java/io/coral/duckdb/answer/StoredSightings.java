package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA_TOLD;
import static io.coral.duckdb.schema.store.Tables.SENDER;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA_TOLD;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static org.jooq.impl.DSL.max;

import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.duckdb.held.LastSeen;
import io.coral.duckdb.schema.store.tables.records.SenderRecord;
import io.coral.duckdb.table.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** DuckDB finds when each instance was seen last. */
record StoredSightings(DSLContext dsl) {
  LastSeen.Minutes minutes(boolean withMetrics) {
    Map<Integer, ServiceInstance> senders =
        dsl.selectFrom(SENDER).fetchMap(SENDER.SENDER_ID, StoredSightings::instance);
    return new LastSeen.Minutes(
        Progress.of(dsl).minutesFrom(),
        named(senders, spans()),
        withMetrics ? Optional.of(named(senders, metrics())) : Optional.empty());
  }

  private Map<Integer, Long> spans() {
    return dsl.select(SERVICE_DELTA_TOLD.SENDER_ID, max(SERVICE_DELTA_TOLD.MINUTE))
        .from(SERVICE_DELTA_TOLD)
        .groupBy(SERVICE_DELTA_TOLD.SENDER_ID)
        .fetchMap(row -> row.value1(), row -> row.value2());
  }

  private Map<Integer, Long> metrics() {
    return dsl.select(STREAM.SENDER_ID, max(METRIC_DELTA_TOLD.MINUTE))
        .from(METRIC_DELTA_TOLD)
        .join(STREAM)
        .on(STREAM.STREAM_ID.eq(METRIC_DELTA_TOLD.STREAM_ID))
        .groupBy(STREAM.SENDER_ID)
        .fetchMap(row -> row.value1(), row -> row.value2());
  }

  private static Map<ServiceInstance, Long> named(
      Map<Integer, ServiceInstance> senders, Map<Integer, Long> last) {
    var named = new HashMap<ServiceInstance, Long>();
    last.forEach((id, minute) -> named.put(senders.get(id), minute));
    return named;
  }

  private static ServiceInstance instance(SenderRecord sender) {
    return new ServiceInstance(
        new ServiceName(sender.getService()),
        new Label(sender.getNamespace()),
        new Label(sender.getRegion()),
        new Label(sender.getInstance()));
  }
}
