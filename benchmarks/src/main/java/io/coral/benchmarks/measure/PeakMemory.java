package io.coral.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The most memory that one of some processes held at one time, by the kernel's high-water mark. */
public final class PeakMemory implements AutoCloseable {
  private static final String PEAK = "VmHWM:";
  private static final String NOW = "VmRSS:";
  private static final long INTERVAL_NANOS = 20_000_000;

  private final AtomicLong peak = new AtomicLong();
  private volatile boolean ended;

  private PeakMemory() {}

  /** Watches a process and its children; the largest of them counts. */
  public static PeakMemory watching(ProcessHandle process) {
    var memory = new PeakMemory();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (!memory.ended && process.isAlive()) {
                memory.look(process);
                LockSupport.parkNanos(INTERVAL_NANOS);
              }
            });
    return memory;
  }

  private void look(ProcessHandle process) {
    Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(each -> bytes(statusOf(each)))
        .forEach(bytes -> peak.accumulateAndGet(bytes, Math::max));
  }

  /** The high-water mark that a status file tells; 0 where there is none any more. */
  public static long bytes(Path status) {
    return bytes(status, PEAK);
  }

  /** What this process holds now. */
  public static long residentBytes() {
    return bytes(Path.of("/proc/self/status"), NOW);
  }

  /** What a process holds now; 0 where the system does not tell. */
  static long residentBytes(ProcessHandle process) {
    return bytes(statusOf(process), NOW);
  }

  private static Path statusOf(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()), "status");
  }

  private static long bytes(Path status, String key) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length(), line.length() - "kB".length()).strip())
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
          .findFirst()
          .orElse(0); // it has ended, or is about to
    } catch (IOException | UncheckedIOException e) {
      return 0; // it ended before or while we read
    }
  }

  public long bytes() {
    return peak.get();
  }

  @Override
  public void close() {
    ended = true;
  }
}
