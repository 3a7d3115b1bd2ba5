package io.coral.grpc.http;

import static java.util.Objects.requireNonNull;

import io.coral.grpc.watch.HttpCall;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * The reply to one request, of which there is one whoever wants to give another. It may come from
 * any thread, once the request is there.
 */
public final class OneReply {
  private static final Logger LOG = System.getLogger(OneReply.class.getName());

  private final HttpCall call;
  private final AtomicBoolean sent = new AtomicBoolean();

  private volatile @Nullable ResponseChannel channel;
  private volatile @Nullable HttpContext context;
  private volatile @Nullable AsyncEntityProducer body;

  /**
   * @param call hears with which status it was answered
   */
  public OneReply(HttpCall call) {
    this.call = requireNonNull(call, "call is null");
  }

  /** Where the reply goes. */
  public void goesTo(ResponseChannel channel, HttpContext context) {
    this.channel = channel;
    this.context = context;
  }

  public boolean isSent() {
    return sent.get();
  }

  /** Sends it, unless one was sent. Whoever asked may be gone, which is no failure of anybody's. */
  public void send(int status, ContentType type, byte[] content, Map<String, String> headers) {
    if (!sent.compareAndSet(false, true)) {
      return;
    }
    call.answered(status);
    var producer = new BasicAsyncEntityProducer(content, type);
    body = producer;
    var response = new BasicHttpResponse(status);
    headers.forEach(response::addHeader);
    try {
      requireNonNull(channel, "there is no request").sendResponse(response, producer, context);
    } catch (HttpException | IOException e) {
      LOG.log(Level.DEBUG, "whoever asked is gone before the reply", e);
    }
  }

  /** Bytes of the body that can be produced now. */
  public int available() {
    AsyncEntityProducer sending = body;
    return sending == null ? 0 : sending.available();
  }

  public void produce(DataStreamChannel out) throws IOException {
    AsyncEntityProducer sending = body;
    if (sending != null) {
      sending.produce(out);
    }
  }

  /** Of whoever asked; null where it is not known any more. */
  public @Nullable SocketAddress remoteAddress() {
    var endpoint = HttpCoreContext.cast(context).getEndpointDetails();
    return endpoint == null ? null : endpoint.getRemoteAddress();
  }
}
