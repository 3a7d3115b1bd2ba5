package io.coral.duckdb.table;

import io.coral.domain.value.TraceId;
import java.util.UUID;

/** Trace ids as DuckDB keeps them: 128 bits as a UUID, half of what their text takes. */
public final class TraceIds {
  private static final int HALF = 16;
  private static final int HEX = 16;

  private TraceIds() {}

  public static UUID toUuid(TraceId id) {
    return new UUID(
        Long.parseUnsignedLong(id.hex(), 0, HALF, HEX),
        Long.parseUnsignedLong(id.hex(), HALF, 2 * HALF, HEX));
  }

  public static TraceId ofUuid(UUID uuid) {
    return new TraceId(
        "%016x%016x".formatted(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()));
  }
}
