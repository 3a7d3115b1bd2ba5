package io.coral.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The runs of one thing. */
public final class Runs {
  private final String name;
  private final List<Measured> runs = new ArrayList<>();

  public Runs(String name) {
    this.name = name;
  }

  public void add(Measured run) {
    runs.add(run);
  }

  long medianNanos() {
    return median(Measured::nanos);
  }

  /** A row of the table: name, runs, median, least to most, peak memory, ratio. */
  public String row(String ratio) {
    long peak = median(Measured::peakBytes);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s – %s | %s | %s |",
        name,
        runs.size(),
        millis(medianNanos()),
        millis(sorted(Measured::nanos)[0]),
        millis(sorted(Measured::nanos)[runs.size() - 1]),
        peak == 0 ? "" : (peak >> 20) + " MiB",
        ratio);
  }

  public String ratioTo(Runs base) {
    return String.format(Locale.ROOT, "%.2f", (double) medianNanos() / base.medianNanos());
  }

  /** How much longer this took than {@code base}, told in {@code unit}. */
  public String ratioBeyond(Runs base, Runs unit) {
    double beyond = medianNanos() - base.medianNanos();
    return String.format(Locale.ROOT, "%.2f", beyond / unit.medianNanos());
  }

  private long median(ToLongFunction<Measured> of) {
    long[] sorted = sorted(of);
    return sorted[(sorted.length - 1) / 2]; // the lower one of two: a value that was measured
  }

  private long[] sorted(ToLongFunction<Measured> of) {
    return runs.stream().mapToLong(of).sorted().toArray();
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.0f ms", nanos / 1e6);
  }
}
