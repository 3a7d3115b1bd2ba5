package io.coral.duckdb.held;

import io.coral.domain.histogram.LogHistogram;
import io.coral.duckdb.table.Hours;
import io.coral.duckdb.table.Progress;
import io.coral.ports.contract.Telemetry;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A store with a request in each minute from the first one on, all of whose hours are rolled up.
 */
public class OneEachMinute implements HeldSource {
  static final HeldCell ONE = new HeldCell(1, 0, 100, 100, 0.01, LogHistogram.of(100));

  private final long now;
  private final long first;

  OneEachMinute(long now, long first) {
    this.now = now;
    this.first = first;
  }

  /** A store in which nothing was committed yet. */
  public static HeldSource none(long now) {
    return new OneEachMinute(now, now);
  }

  /** Requests held of all senders, from a minute until before another. */
  public static Optional<Long> requests(Held held, long from, long to) {
    return held.ask(
        from,
        to,
        true,
        view ->
            Optional.of(
                view.senders().values().stream()
                    .flatMap(sender -> view.window().of(sender.requests()).stream())
                    .flatMap(part -> part.values().stream())
                    .mapToLong(HeldCell::count)
                    .sum()));
  }

  @Override
  public Progress progress() {
    return new Progress(Hours.hourOf(now), 0);
  }

  @Override
  public OptionalLong firstHour() {
    return first < now ? OptionalLong.of(Hours.hourOf(first)) : OptionalLong.empty();
  }

  @Override
  public long cellsOfMinutes(long from, long to) {
    return Math.max(0, Math.min(to, now) - Math.max(from, first));
  }

  @Override
  public long cellsOfHours(long from, long to) {
    return cellsOfMinutes(from, to) / Hours.HOUR;
  }

  @Override
  public Optional<HeldSenders> minutes(long from, long to, long room) {
    return all(from, to, room, HeldCells::addMinute);
  }

  @Override
  public Optional<HeldSenders> hours(long from, long to, long room) {
    return all(from, to, room, HeldCells::addHour);
  }

  private Optional<HeldSenders> all(long from, long to, long room, Adding adding) {
    var senders = new HeldSenders();
    var cells = senders.requests(Telemetry.sender("shop", "", "one"));
    LongStream.range(Math.max(from, first), Math.min(to, now))
        .forEach(minute -> adding.add(cells, minute, ONE));
    return senders.bytes() > room ? Optional.empty() : Optional.of(senders);
  }

  private interface Adding {
    long add(HeldCells cells, long minute, HeldCell cell);
  }
}
