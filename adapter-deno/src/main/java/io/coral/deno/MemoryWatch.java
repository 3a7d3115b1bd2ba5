package io.coral.deno;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process whose resident memory passes a limit: that of all its threads, so of workers too.
 * V8's own limit counts objects only; buffers and WebAssembly memory pass it by gigabytes.
 */
final class MemoryWatch implements Runnable {
  /** What Deno itself needs, measured with an empty script and the SDK loaded. */
  static final long BASELINE_BYTES = 96L << 20;

  /**
   * What Deno and V8 allocate beyond what they use: stacks, code, reserves of the heap. Below some
   * 550 MB an empty script does not start.
   */
  private static final long RESERVES_BYTES = 1L << 30;

  /** A process that fills memory as fast as it can gets some 10 MB further in this time. */
  private static final long INTERVAL_NANOS = 4_000_000;

  private static final String RESIDENT = "VmRSS:";

  private final SpawnedProcess spawned;
  private final long limitBytes;
  private volatile boolean exceeded;

  MemoryWatch(SpawnedProcess spawned, long memoryBytes) {
    this.spawned = spawned;
    this.limitBytes = saturatedSum(BASELINE_BYTES, memoryBytes);
  }

  /** A bound on what is allocated, far enough above the limit that only what is used decides. */
  static long mostData(long memoryBytes) {
    return saturatedSum(RESERVES_BYTES, saturatedSum(memoryBytes, memoryBytes));
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
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
        OptionalLong resident = residentBytes(status);
        if (resident.isEmpty()) {
          return;
        }
        if (resident.getAsLong() > limitBytes) {
          exceeded = true;
          spawned.kill();
          return;
        }
        LockSupport.parkNanos(INTERVAL_NANOS);
      }
    } catch (IOException e) {
      // No such file system here, where V8's limit has to do; or the process is gone.
      System.getLogger(MemoryWatch.class.getName())
          .log(System.Logger.Level.DEBUG, "memory not watched", e);
    }
  }

  /** The file is short, and is made anew by each read; it counts in kilobytes. */
  private static OptionalLong residentBytes(RandomAccessFile status) throws IOException {
    var buffer = new byte[4096];
    status.seek(0);
    int length = status.read(buffer);
    String text = new String(buffer, 0, Math.max(length, 0), US_ASCII);
    int line = text.indexOf(RESIDENT);
    if (line < 0) {
      return OptionalLong.empty(); // it has ended
    }
    String kilobytes = text.substring(line + RESIDENT.length(), text.indexOf("kB", line)).strip();
    return OptionalLong.of(Long.parseLong(kilobytes) << 10);
  }
}
