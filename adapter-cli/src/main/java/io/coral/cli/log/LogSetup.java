package io.coral.cli.log;

import static java.util.Objects.requireNonNull;

import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * The log of a process that is left running. Commands that end at once have none of this, and start
 * without it.
 */
public final class LogSetup {
  /** Of all that this program logs itself; held, since the library would forget it. */
  private static final Logger OWN = Logger.getLogger("io.coral");

  /**
   * Has a line for each HTTP/2 frame that breaks the protocol, so that a stranger could fill a
   * disk; what is refused by the colony itself, it counts and tells on its own.
   */
  private static final Logger FRAMES = Logger.getLogger("io.grpc.netty.NettyServerHandler");

  private LogSetup() {}

  /**
   * From now on everything that is logged in this process goes to a stream, one line each. What
   * libraries have to say below INFO is of use to nobody and left out at every level.
   */
  public static void begin(OutputStream out, LogFormat format, LogLevel level) {
    Handler handler = new Flushing(requireNonNull(out, "out is null"));
    handler.setFormatter(new LineFormatter(format, level == LogLevel.DEBUG));
    handler.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    for (Handler before : root.getHandlers()) {
      root.removeHandler(before);
    }
    root.addHandler(handler);
    boolean debug = level == LogLevel.DEBUG;
    root.setLevel(debug ? Level.INFO : level.level());
    OWN.setLevel(level.level());
    FRAMES.setLevel(debug ? Level.INFO : Level.OFF);
    LateLogger.alsoFiner(debug);
  }

  /** A line is there when it was logged, not when others have filled a buffer. */
  private static final class Flushing extends StreamHandler {
    Flushing(OutputStream out) {
      setOutputStream(out);
      try {
        setEncoding(StandardCharsets.UTF_8.name());
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException("every Java has UTF-8", e);
      }
    }

    @Override
    public synchronized void publish(LogRecord record) {
      super.publish(record);
      flush();
    }

    @Override
    public synchronized void close() {
      flush(); // the stream is the process's
    }
  }
}
