package io.coral.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A process that prints lines, and its children. */
public record Side(Process process, BufferedReader lines, PeakMemory memory)
    implements AutoCloseable {
  public static Side start(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    return new Side(
        process,
        process.inputReader(StandardCharsets.UTF_8),
        PeakMemory.watching(process.toHandle()));
  }

  public String line() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("a process ended early: " + process.info());
    }
    return line;
  }

  public String peak() {
    return (memory.bytes() >> 20) + " MiB";
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close(); // which it waits for, or does not look at
    memory.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
