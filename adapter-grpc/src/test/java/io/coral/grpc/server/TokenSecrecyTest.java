package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.grpc.AnyBytes;
import io.coral.grpc.RemoteColony;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.access.Bearer;
import io.coral.grpc.access.Credentials;
import io.coral.grpc.bounds.Http2;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller carries is written down nowhere, whatever becomes of the call. */
class TokenSecrecyTest {
  private static final MethodDescriptor<?, ?> METHOD = QueryServiceGrpc.getListServicesMethod();
  private static final Logger EVERYTHING = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("io.coral");

  @TempDir private Path folder;
  private final Log log = new Log();
  private Token token;
  private QueryServer server;
  private ManagedChannel channel;

  /** All that is logged, by whomever, with all that was thrown. */
  private static final class Log extends Handler {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord line) {
      var text = new StringWriter();
      text.write(line.getMessage() + " " + Arrays.toString(line.getParameters()));
      if (line.getThrown() != null) {
        line.getThrown().printStackTrace(new PrintWriter(text));
      }
      lines.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void serve() {
    EVERYTHING.addHandler(log);
    OURS.setLevel(Level.ALL);
    var credentials = new Credentials(folder);
    token = credentials.of("dashboard", Scope.QUERY);
    server =
        RemoteColony.serve(
            new ScriptedColony(
                (intent, bounds) -> {
                  throw new IllegalStateException("broken on purpose");
                }),
            credentials.admission());
    channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
  }

  @AfterEach
  void end() throws InterruptedException {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server.close();
    OURS.setLevel(null);
    EVERYTHING.removeHandler(log);
  }

  private void fail(List<String> headers, MethodDescriptor<?, ?> method, byte[] request) {
    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> AnyBytes.call(Bearer.of(headers, channel), method, request));
    assertThat(thrown + " " + thrown.getTrailers()).doesNotContain(token.text());
  }

  @Test
  void token_ofCallsThatFail_isInNoLogAndNoAnswer() throws IOException {
    String bearer = "Bearer " + token.text();

    fail(List.of(bearer), METHOD, new byte[0]); // the colony itself is broken
    fail(List.of(bearer), METHOD, new byte[] {0}); // no message
    fail(List.of(bearer), METHOD, new byte[5_000_000]); // too large
    fail(List.of(bearer), QueryServiceGrpc.getPlanQueryMethod(), new byte[0]); // another scope
    fail(List.of(bearer, bearer), METHOD, new byte[0]);
    fail(List.of(token.text()), METHOD, new byte[0]);
    fail(List.of(bearer + "x"), METHOD, new byte[0]);
    fail(List.of(bearer + " ".repeat(9_000)), METHOD, new byte[0]);
    try (Http2 connection = Http2.begun(server.address())) {
      byte[] headers =
          Http2.callHeaders(
              METHOD.getFullMethodName(), "authorization", bearer, "grpc-timeout", "nonsense");
      connection.send(Http2.HEADERS, Http2.END_HEADERS | Http2.END_STREAM, 1, headers);
      assertThat(connection.await(Http2.RST_STREAM)).isPresent();
    }

    assertThat(log.lines).as("something is logged").anyMatch(line -> line.contains("on purpose"));
    assertThat(log.lines).noneMatch(line -> line.contains(token.text().substring(6)));
  }
}
