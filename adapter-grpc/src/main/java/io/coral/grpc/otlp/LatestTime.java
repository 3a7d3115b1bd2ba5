package io.coral.grpc.otlp;

import io.coral.domain.telemetry.SpanRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Finds when the telemetry of some files ends, by the latest time of any valid item. */
final class LatestTime {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final RequestItems items = new RequestItems(new Latest(), 0);
  private long latestUnixNano;

  private LatestTime() {}

  static LatestTime of(List<Path> files) {
    var latest = new LatestTime();
    for (Path file : files) {
      latest.read(file);
    }
    return latest;
  }

  /**
   * The whole minutes, in nanoseconds, that bring the latest time into the last minute before
   * {@code now}; 0 if there is no time at all.
   */
  long shiftTo(Instant now) {
    if (latestUnixNano == 0) {
      return 0;
    }
    long nowNano =
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    return Math.floorDiv(nowNano - latestUnixNano, MINUTE_NANOS) * MINUTE_NANOS;
  }

  private void read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      RequestReader reader = OtlpFile.open(in);
      FileEntry entry;
      while ((entry = reader.next()) != null) {
        entry.requests().forEach(items::read);
      }
    } catch (IOException e) {
      // The import itself meets the same error and reports it; what was read before it counts.
      return;
    }
  }

  private final class Latest implements ItemSink {
    @Override
    public void span(SpanRecord span) {
      latestUnixNano = Math.max(latestUnixNano, span.endUnixNano());
    }

    @Override
    public void refused(String reason) {} // the import itself reports it
  }
}
