package io.coral.grpc.light;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call. It does all its work on a thread of its own, from connecting to the last frame; to
 * cancel it is to close its connection, which also tells the server.
 *
 * @param <Q> requests
 * @param <R> responses
 */
final class LightCall<Q, R> extends ClientCall<Q, R> implements Context.CancellationListener {
  /** Also for a call that has no deadline. */
  private static final Duration LONGEST_WAY = Duration.ofSeconds(20);

  private final LightChannel channel;
  private final MethodDescriptor<Q, R> method;
  private final CallOptions options;
  private final Executor executor;
  private final Expiry expiry;
  private final Context context = Context.current();
  private final Demand demand = new Demand();
  private final AtomicBoolean ended = new AtomicBoolean();

  private Listener<R> listener = new Listener<>() {};
  private Metadata headers = new Metadata();
  private byte[] request = {};
  private volatile @Nullable Socket socket;

  LightCall(LightChannel channel, MethodDescriptor<Q, R> method, CallOptions options) {
    this.channel = channel;
    this.method = method;
    this.options = options;
    Executor given = options.getExecutor();
    this.executor = given == null ? Runnable::run : given;
    this.expiry = Expiry.of(options.getDeadline());
  }

  @Override
  public void start(Listener<R> responses, Metadata requestHeaders) {
    listener = responses;
    headers = requestHeaders;
    context.addListener(this, Runnable::run);
  }

  @Override
  public void request(int messages) {
    demand.add(messages);
  }

  @Override
  public void sendMessage(Q message) {
    try (InputStream bytes = method.streamRequest(message)) {
      request = bytes.readAllBytes();
    } catch (IOException e) {
      end(Status.INTERNAL.withDescription("the request cannot be written").withCause(e));
    }
  }

  @Override
  public void halfClose() {
    if (channel.begin(this)) {
      Thread.ofPlatform().name("coral-call").daemon().start(this::run);
    } else {
      end(Status.UNAVAILABLE.withDescription("the channel was closed"));
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    end(Status.CANCELLED.withDescription(message).withCause(cause));
  }

  @Override
  public void cancelled(Context cancelled) {
    cancel("the caller gave up", cancelled.cancellationCause());
  }

  private void run() {
    try (Socket connection = channel.dialer().dial(expiry.within(LONGEST_WAY))) {
      socket = connection;
      if (!ended.get()) { // else whoever ended it may not have seen the socket
        exchange(connection);
      }
    } catch (CallEndedException e) {
      end(e.status(), e.trailers());
    } catch (SocketTimeoutException e) {
      end(expiry.isPast() ? Status.DEADLINE_EXCEEDED : unavailable(e));
    } catch (IOException e) {
      end(unavailable(e));
    } catch (RuntimeException | Error e) {
      end(Status.INTERNAL.withDescription("the call cannot be made").withCause(e));
    } finally {
      channel.ended(this);
    }
  }

  private void exchange(Socket connection) throws IOException {
    var frames = new Frames(connection, expiry);
    var exchange =
        new Exchange(frames, new MessageReader(mostBytes(), this::deliver), this::deliver);
    exchange.send(
        RequestHeaders.of(
            channel.dialer().scheme(),
            method.getFullMethodName(),
            channel.authority(),
            headers,
            expiry),
        request);
    Metadata trailers = exchange.receive();
    end(ResponseStatus.of(trailers), trailers);
  }

  private void deliver(R message) {
    try {
      listener.onMessage(message);
    } catch (RuntimeException e) {
      end(Status.fromThrowable(e)); // as a second message, which a unary call does not take
    }
  }

  private void deliver(Metadata responseHeaders) {
    executor.execute(() -> listener.onHeaders(responseHeaders));
  }

  private int mostBytes() {
    Integer most = options.getMaxInboundMessageSize();
    return most == null ? LightChannel.MOST_MESSAGE_BYTES : most;
  }

  /** Waits until the message is wanted; meanwhile nothing more is read. */
  private void deliver(InputStream bytes) throws IOException {
    if (demand.take(expiry)) {
      R message = method.parseResponse(bytes);
      executor.execute(() -> deliver(message));
    }
  }

  private static Status unavailable(IOException e) {
    return Status.UNAVAILABLE.withDescription("the connection failed").withCause(e);
  }

  /** Ends the call, unless it has ended. */
  void end(Status status) {
    end(status, new Metadata());
  }

  private void end(Status status, Metadata trailers) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    context.removeListener(this);
    demand.end();
    close(socket);
    executor.execute(() -> listener.onClose(status, trailers));
  }

  private static void close(@Nullable Socket connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException e) {
        System.getLogger(LightCall.class.getName())
            .log(System.Logger.Level.DEBUG, "a connection did not close", e);
      }
    }
  }
}
