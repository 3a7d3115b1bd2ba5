package io.coral.deno;

import io.coral.ports.ScriptRun.Stdio;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Connects a script's streams, and remembers the end of its stderr. */
final class Streams implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final Capture stdout = new Capture();
  private final Capture stderr = new Capture();
  private final Tail tail = new Tail();
  private final Stdio stdio;
  private final LastWords words;
  private CountDownLatch ended = new CountDownLatch(0);
  private @Nullable Thread feeder;

  Streams(Stdio stdio, ScriptFiles files) {
    this.stdio = stdio;
    boolean captured = stdio == Stdio.CAPTURED;
    this.words = new LastWords(captured ? stderr : new FileOutputStream(FileDescriptor.err), files);
  }

  /** Says before the start where stdout goes; stderr always passes through here. */
  void configure(ProcessBuilder builder) {
    if (stdio != Stdio.CAPTURED) {
      builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    }
  }

  /** Passes on what the process says, until it ends. */
  void connect(Process process) {
    boolean captured = stdio == Stdio.CAPTURED;
    ended = new CountDownLatch(captured ? 2 : 1);
    if (captured) {
      pump("stdout", process.getInputStream(), stdout, null);
    }
    pump("stderr", process.getErrorStream(), words, tail);
  }

  /** Hands over the configuration, then passes on what is said to the process. */
  void feed(Process process, byte[] configuration) {
    feeder =
        Thread.ofPlatform()
            .name("coral-script-stdin")
            .daemon()
            .start(() -> feed(process.getOutputStream(), configuration));
  }

  /** Stops waiting for our own stdin: a thread in a read would hold up the end of this process. */
  @Override
  public void close() {
    if (feeder != null) {
      feeder.interrupt();
    }
  }

  /** Waits until everything the script printed has been passed on, but for Deno's last words. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Whether Deno's last words are all that was said, as far as it came by here. */
  boolean saidNothingButLastWords() {
    return words.areFirst() && stdout.text().isEmpty();
  }

  /** Passes on what was kept back; to be called at the end. */
  void sayLastWords() {
    try {
      words.close();
    } catch (IOException e) {
      debug(e);
    }
  }

  Tail tail() {
    return tail;
  }

  String stdoutText() {
    return stdout.text();
  }

  String stderrText() {
    return stderr.text();
  }

  private void pump(String name, InputStream from, OutputStream to, @Nullable Tail remembered) {
    Thread thread =
        new Thread(
            () -> {
              try {
                copy(from, to, remembered);
              } finally {
                ended.countDown();
              }
            },
            "coral-script-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void feed(OutputStream stdin, byte[] configuration) {
    try (stdin) {
      stdin.write(configuration);
      stdin.flush();
      // A terminal's input stays with the shell: a script that does not read must not swallow it.
      if (stdio == Stdio.INHERITED && !Terminal.isStdin()) {
        // By a channel: a thread that waits in one can be woken.
        try (var own = new FileInputStream(FileDescriptor.in).getChannel()) {
          copy(Channels.newInputStream(own), stdin, null);
        }
      }
    } catch (IOException e) {
      debug(e); // the script has ended, or does not want more
    }
  }

  private static void copy(InputStream from, OutputStream to, @Nullable Tail remembered) {
    var buffer = new byte[BUFFER];
    try {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        if (remembered != null) {
          remembered.add(buffer, read);
        }
        to.write(buffer, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      debug(e); // one side has ended; the other will be told by its own end
    }
  }

  private static void debug(IOException e) {
    System.getLogger(Streams.class.getName())
        .log(System.Logger.Level.DEBUG, "script's stream closed", e);
  }
}
