package io.coral.deno;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What Deno said when it was asked about a script. Nothing of the script runs then.
 *
 * @param exitCode its own
 * @param tooLarge whether it was ended for the memory that it took
 * @param output what it printed, up to the given limit
 * @param complaint what it printed on stderr, up to a limit
 */
record Asked(int exitCode, boolean tooLarge, String output, String complaint) {
  private static final int MOST_COMPLAINT_BYTES = 64 << 10;

  /** For reading alone; a script of some megabytes needs a tenth of it. */
  private static final long MOST_MEMORY_BYTES = 1L << 30;

  /**
   * What a process says, up to its end.
   *
   * @param spawner of this one process, which has begun
   * @param most bytes of output to keep
   * @throws IOException if Deno cannot be started
   * @throws TimeoutException at the deadline: reading can take for ever, from a pipe as from a
   *     network
   */
  static Asked by(Spawner spawner, int most, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    SpawnedProcess spawned = spawner.started();
    Process process = spawned.process();
    var memory = new MemoryWatch(spawned, MOST_MEMORY_BYTES);
    memory.start();
    try {
      process.getOutputStream().close();
      var output = reading(process.getInputStream(), most);
      var complaint = reading(process.getErrorStream(), MOST_COMPLAINT_BYTES);
      if (!process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      return new Asked(
          process.exitValue(),
          memory.exceeded(),
          text(output.join()),
          text(complaint.join()).strip());
    } finally {
      spawned.kill();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Reads to the end and keeps the first bytes, on a thread of its own. */
  private static CompletableFuture<byte[]> reading(InputStream from, int most) {
    var read = new CompletableFuture<byte[]>();
    Thread.ofPlatform()
        .name("coral-asked")
        .daemon()
        .start(
            () -> {
              var kept = new ByteArrayOutputStream();
              try (from) {
                kept.writeBytes(from.readNBytes(most));
                from.skipNBytes(Long.MAX_VALUE);
              } catch (IOException e) {
                read.complete(kept.toByteArray()); // the end of the stream, or of the process
              }
            });
    return read;
  }
}
