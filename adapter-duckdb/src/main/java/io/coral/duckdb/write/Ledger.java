package io.coral.duckdb.write;

import static io.coral.duckdb.schema.store.Tables.IMPORTED_REQUEST;
import static io.coral.duckdb.schema.store.Tables.STREAM_STATE;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.summary.StreamStateCodec;
import io.coral.domain.telemetry.StreamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** What the writer must know of earlier batches: their requests, and where streams stand. */
final class Ledger {
  /** Values in one list; DuckDB takes no more than 65535 in a statement. */
  private static final int CHUNK = 1_000;

  private static final HexFormat HEX = HexFormat.of();

  private final DSLContext dsl;

  Ledger(DSLContext dsl) {
    this.dsl = dsl;
  }

  static byte[] bytes(RequestId request) {
    return HEX.parseHex(request.hex());
  }

  static byte[] bytes(StreamId stream) {
    return HEX.parseHex(stream.hex());
  }

  /** Which of these were committed. */
  Set<RequestId> committed(Collection<RequestId> requests) {
    var found = new HashSet<RequestId>();
    for (var some : chunks(requests.stream().map(Ledger::bytes).toList())) {
      dsl.select(IMPORTED_REQUEST.REQUEST_ID)
          .from(IMPORTED_REQUEST)
          .where(IMPORTED_REQUEST.REQUEST_ID.in(some))
          .forEach(row -> found.add(new RequestId(HEX.formatHex(row.value1()))));
    }
    return Set.copyOf(found);
  }

  /** The states of those of these streams that have one. */
  Map<StreamId, StreamState> states(Collection<StreamId> streams) {
    var found = new HashMap<StreamId, StreamState>();
    for (var some : chunks(streams.stream().map(Ledger::bytes).toList())) {
      dsl.select(STREAM_STATE.STREAM_HASH, STREAM_STATE.STATE)
          .from(STREAM_STATE)
          .where(STREAM_STATE.STREAM_HASH.in(some))
          .forEach(
              row ->
                  found.put(
                      new StreamId(HEX.formatHex(row.value1())),
                      StreamStateCodec.fromBytes(row.value2())));
    }
    return Map.copyOf(found);
  }

  /** Makes room for the new states of these streams. */
  void forget(Collection<StreamId> streams) {
    for (var some : chunks(streams.stream().map(Ledger::bytes).toList())) {
      dsl.deleteFrom(STREAM_STATE).where(STREAM_STATE.STREAM_HASH.in(some)).execute();
    }
  }

  private static List<List<byte[]>> chunks(List<byte[]> all) {
    var chunks = new ArrayList<List<byte[]>>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
    }
    return chunks;
  }
}
