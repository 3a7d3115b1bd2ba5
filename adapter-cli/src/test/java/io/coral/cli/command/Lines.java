package io.coral.cli.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a command prints, read while it runs. */
final class Lines extends ByteArrayOutputStream {
  private @Nullable String ended;

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    super.write(bytes, offset, length);
    notifyAll();
  }

  @Override
  public synchronized void write(int b) {
    super.write(b);
    notifyAll();
  }

  /** Nothing more will come. */
  synchronized void abandon(String why) {
    ended = why;
    notifyAll();
  }

  /** Waits for a line that begins so, and returns the rest of it. */
  synchronized String await(String beginning) throws InterruptedException {
    while (true) {
      var found =
          toString(StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith(beginning))
              .findFirst();
      if (found.isPresent()) {
        return found.get().substring(beginning.length());
      }
      if (ended != null) {
        throw new AssertionError("never said " + beginning + ": " + ended);
      }
      wait();
    }
  }
}
