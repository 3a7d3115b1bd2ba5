package io.coral.deno;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.Malformed;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks Deno which modules a script would load. Nothing of the script runs. */
final class GraphInspection {
  private static final int MOST_BYTES = 32 << 20;

  /** For reading alone; a script of some megabytes needs a tenth of it. */
  private static final long MOST_MEMORY_BYTES = 1L << 30;

  private static final int MOST_COMPLAINT_BYTES = 64 << 10;

  private GraphInspection() {}

  /**
   * Asks.
   *
   * @throws IOException if Deno cannot be started, or prints what is no graph
   * @throws TimeoutException at the deadline: reading can take for ever, from a pipe as from a
   *     network
   */
  static Either<ScriptFailure, ModuleGraph> inspect(ProcessBuilder command, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    Process process = command.start();
    var memory = new MemoryWatch(new SpawnedProcess(process), MOST_MEMORY_BYTES);
    memory.start();
    try {
      process.getOutputStream().close();
      var graph = reading(process.getInputStream(), MOST_BYTES);
      var complaint = reading(process.getErrorStream(), MOST_COMPLAINT_BYTES);
      if (!process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      byte[] json = graph.join();
      if (memory.exceeded() || json.length >= MOST_BYTES) {
        return Either.left(new Malformed("the script's modules are too many", ""));
      }
      if (process.exitValue() != 0) {
        String reason = new String(complaint.join(), StandardCharsets.UTF_8);
        return Either.left(new Malformed(reason.replaceFirst("^error: ", "").strip(), ""));
      }
      return Either.right(ModuleGraphReader.read(json));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads to the end and keeps the first bytes, on a thread of its own. */
  private static CompletableFuture<byte[]> reading(InputStream from, int most) {
    var read = new CompletableFuture<byte[]>();
    Thread.ofPlatform()
        .name("coral-graph")
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
