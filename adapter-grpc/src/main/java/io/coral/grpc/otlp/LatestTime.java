package io.coral.grpc.otlp;

import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.SpanRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Finds when the telemetry of some files ends, by the latest time of any valid item. */
final class LatestTime {
  private static final long SECONDS_PER_MINUTE = 60;

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
   * The minutes that bring the latest time into the last minute before {@code now}; 0 if there is
   * no time at all.
   */
  long minutesTo(Instant now) {
    if (latestUnixNano == 0) {
      return 0;
    }
    Instant latest = Instant.ofEpochSecond(0, latestUnixNano);
    return Math.floorDiv(Duration.between(latest, now).toSeconds(), SECONDS_PER_MINUTE);
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
    public void point(long number, MetricPoint point) {
      latestUnixNano = Math.max(latestUnixNano, point.timeUnixNano());
    }

    @Override
    public void ignoredPoint() {}

    @Override
    public void refused(String item, long number, String reason) {} // the import itself reports it
  }
}
