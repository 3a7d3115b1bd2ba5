package io.coral.deno;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process whose resident memory passes a limit. V8's own limit counts objects only; buffers
 * and WebAssembly memory pass it by gigabytes.
 */
final class MemoryWatch implements Runnable {
  /** What Deno itself needs, measured with an empty script and the SDK loaded. */
  private static final long BASELINE_BYTES = 96L << 20;

  private static final long INTERVAL_NANOS = 20_000_000;

  private final SpawnedProcess spawned;
  private final long limitBytes;
  private volatile boolean exceeded;

  MemoryWatch(SpawnedProcess spawned, long memoryBytes) {
    this.spawned = spawned;
    this.limitBytes = Math.addExact(BASELINE_BYTES, memoryBytes);
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
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    while (process.isAlive()) {
      OptionalLong resident = residentBytes(status);
      if (resident.isEmpty()) {
        return; // no such file system here: V8's limit has to do
      }
      if (resident.getAsLong() > limitBytes) {
        exceeded = true;
        spawned.kill();
        return;
      }
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
  }

  private static OptionalLong residentBytes(Path status) {
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }
}
