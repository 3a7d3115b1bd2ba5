package io.coral.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogSetupTest {
  /** What logs a line for each frame that breaks HTTP/2. */
  private static final String FRAMES = "io.grpc.netty.NettyServerHandler";

  private final Logger root = Logger.getLogger("");
  private final List<Handler> handlers = List.of(root.getHandlers());
  private final Level level = root.getLevel();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void asBefore() {
    LogSetup.begin(out, LogFormat.TEXT, LogLevel.INFO);
    List.of(root.getHandlers()).forEach(root::removeHandler);
    handlers.forEach(root::addHandler);
    root.setLevel(level);
    Logger.getLogger("io.coral").setLevel(null);
  }

  private String logged() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void begin_atInfo_hasNoLineForFramesThatStrangersSend() throws Exception {
    assertThat(Class.forName(FRAMES)).as("whose logger it is").isNotNull();
    LogSetup.begin(out, LogFormat.TEXT, LogLevel.INFO);

    Logger.getLogger(FRAMES).warning("Stream Error");
    Logger.getLogger("io.grpc.netty.Another").warning("something else");

    assertThat(logged()).contains("something else").hasLineCount(1);
  }

  @Test
  void begin_atDebug_hasThemToo() {
    LogSetup.begin(out, LogFormat.TEXT, LogLevel.DEBUG);

    Logger.getLogger(FRAMES).warning("Stream Error");

    assertThat(logged()).contains("Stream Error");
  }
}
