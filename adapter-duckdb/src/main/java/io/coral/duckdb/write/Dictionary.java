package io.coral.duckdb.write;

import static io.coral.duckdb.schema.store.Tables.SENDER;
import static io.coral.duckdb.schema.store.Tables.STREAM;

import io.coral.domain.summary.MetricDelta;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * The numbers of all senders and streams, as the tables have them. Numbers given out since the last
 * {@link #takeNewSenders} are not in the tables yet; if they never get there, {@link #forget} makes
 * this read the tables again. For the writer's thread.
 */
final class Dictionary {
  record NewSender(int id, ServiceInstance sender) {}

  record NewStream(int id, Stream stream) {}

  record Stream(int senderId, String metric, String state, String unit) {}

  private final DSLContext dsl;
  private final Map<ServiceInstance, Integer> senders = new HashMap<>();
  private final Map<Stream, Integer> streams = new HashMap<>();
  private final List<NewSender> newSenders = new ArrayList<>();
  private final List<NewStream> newStreams = new ArrayList<>();
  private boolean loaded;

  Dictionary(DSLContext dsl) {
    this.dsl = dsl;
  }

  int idOf(ServiceInstance sender) {
    load();
    return senders.computeIfAbsent(
        sender,
        unknown -> {
          int id = senders.size() + 1;
          newSenders.add(new NewSender(id, unknown));
          return id;
        });
  }

  int idOf(MetricDelta delta) {
    var stream =
        new Stream(
            idOf(delta.sender()), delta.metric().value(), delta.state().value(), delta.unit());
    return streams.computeIfAbsent(
        stream,
        unknown -> {
          int id = streams.size() + 1;
          newStreams.add(new NewStream(id, unknown));
          return id;
        });
  }

  List<NewSender> takeNewSenders() {
    var taken = List.copyOf(newSenders);
    newSenders.clear();
    return taken;
  }

  List<NewStream> takeNewStreams() {
    var taken = List.copyOf(newStreams);
    newStreams.clear();
    return taken;
  }

  void forget() {
    loaded = false;
    senders.clear();
    streams.clear();
    newSenders.clear();
    newStreams.clear();
  }

  private void load() {
    if (loaded) {
      return;
    }
    dsl.selectFrom(SENDER)
        .forEach(
            row ->
                senders.put(
                    new ServiceInstance(
                        new ServiceName(row.getService()),
                        new Label(row.getNamespace()),
                        new Label(row.getRegion()),
                        new Label(row.getInstance())),
                    row.getSenderId()));
    dsl.selectFrom(STREAM)
        .forEach(
            row ->
                streams.put(
                    new Stream(row.getSenderId(), row.getMetric(), row.getState(), row.getUnit()),
                    row.getStreamId()));
    loaded = true;
  }
}
