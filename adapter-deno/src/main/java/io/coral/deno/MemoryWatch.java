package io.coral.deno;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process whose memory passes a limit: that of all its threads, so of workers too, whether
 * resident or swapped out. V8's own limit counts objects only; buffers and WebAssembly memory pass
 * it by gigabytes.
 */
final class MemoryWatch implements Runnable {
  /** What Deno itself needs: 40 MB with an empty script, 56 MB with one that asks by the SDK. */
  static final long BASELINE_BYTES = 64L << 20;

  /** What a process can add that fills memory as fast as it can: half of this was seen. */
  private static final long MOST_BYTES_PER_MILLISECOND = 5L << 20;

  private static final long SHORTEST_MILLISECONDS = 4;
  private static final long LONGEST_MILLISECONDS = 50;

  private static final String RESIDENT = "VmRSS:";
  private static final String SWAPPED = "VmSwap:";

  private final SpawnedProcess spawned;
  private final long limitBytes;
  private volatile boolean exceeded;

  MemoryWatch(SpawnedProcess spawned, long memoryBytes) {
    this.spawned = spawned;
    this.limitBytes = withBaseline(memoryBytes);
  }

  /** The most that a process may use that may use {@code memoryBytes} beyond Deno itself. */
  static long withBaseline(long memoryBytes) {
    return memoryBytes > Long.MAX_VALUE - BASELINE_BYTES
        ? Long.MAX_VALUE
        : memoryBytes + BASELINE_BYTES;
  }

  /** Whether the process was ended for its memory. */
  boolean exceeded() {
    return exceeded;
  }

  void start() {
    Thread.ofPlatform().daemon().name("coral-script-memory").start(this);
  }

  @Override
  public void run() {
    Process process = spawned.process();
    try (var status = new RandomAccessFile("/proc/" + process.pid() + "/status", "r")) {
      while (process.isAlive()) {
        OptionalLong used = usedBytes(status);
        if (used.isEmpty()) {
          return;
        }
        if (used.getAsLong() > limitBytes) {
          exceeded = true;
          spawned.kill();
          return;
        }
        pause(limitBytes - used.getAsLong());
      }
    } catch (IOException e) {
      // No such file system here, where V8's limit has to do; or the process is gone.
      System.getLogger(MemoryWatch.class.getName())
          .log(System.Logger.Level.DEBUG, "memory not watched", e);
    }
  }

  /** The less room there is, the sooner is the next look. */
  private static void pause(long roomBytes) {
    long milliseconds = roomBytes / MOST_BYTES_PER_MILLISECOND;
    LockSupport.parkNanos(
        1_000_000 * Math.clamp(milliseconds, SHORTEST_MILLISECONDS, LONGEST_MILLISECONDS));
  }

  /** The file is short, and is made anew by each read. */
  private static OptionalLong usedBytes(RandomAccessFile status) throws IOException {
    var buffer = new byte[4096];
    status.seek(0);
    int length = status.read(buffer);
    String text = new String(buffer, 0, Math.max(length, 0), US_ASCII);
    OptionalLong resident = kilobytes(text, RESIDENT);
    if (resident.isEmpty()) {
      return resident; // it has ended
    }
    return OptionalLong.of((resident.getAsLong() + kilobytes(text, SWAPPED).orElse(0)) << 10);
  }

  private static OptionalLong kilobytes(String status, String name) {
    int line = status.indexOf(name);
    if (line < 0) {
      return OptionalLong.empty();
    }
    String number = status.substring(line + name.length(), status.indexOf("kB", line)).strip();
    return OptionalLong.of(Long.parseLong(number));
  }
}
