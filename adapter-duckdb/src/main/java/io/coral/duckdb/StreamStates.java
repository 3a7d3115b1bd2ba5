package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Tables.STREAM_STATE;

import io.coral.domain.summary.StreamState;
import io.coral.domain.summary.StreamStateCodec;
import io.coral.domain.telemetry.StreamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * The states of cumulative streams, as the table has them. For the writer's thread; {@link
 * DeltaAppender} writes the new ones.
 */
final class StreamStates {
  /** Streams named in one statement, each by a bind value. */
  private static final int PART = 1_000;

  private static final HexFormat HEX = HexFormat.of();

  private final DSLContext dsl;

  StreamStates(DSLContext dsl) {
    this.dsl = dsl;
  }

  Map<StreamId, StreamState> of(Collection<StreamId> streams) {
    var found = new HashMap<StreamId, StreamState>();
    for (var part : parts(streams)) {
      dsl.selectFrom(STREAM_STATE)
          .where(STREAM_STATE.STREAM_HASH.in(part))
          .forEach(
              row ->
                  found.put(
                      new StreamId(HEX.formatHex(row.getStreamHash())),
                      StreamStateCodec.fromBytes(row.getState())));
    }
    return found;
  }

  void remove(Collection<StreamId> streams) {
    for (var part : parts(streams)) {
      dsl.deleteFrom(STREAM_STATE).where(STREAM_STATE.STREAM_HASH.in(part)).execute();
    }
  }

  private static List<List<byte[]>> parts(Collection<StreamId> streams) {
    var hashes = streams.stream().distinct().map(stream -> HEX.parseHex(stream.hex())).toList();
    var parts = new ArrayList<List<byte[]>>();
    for (int from = 0; from < hashes.size(); from += PART) {
      parts.add(hashes.subList(from, Math.min(from + PART, hashes.size())));
    }
    return parts;
  }
}
