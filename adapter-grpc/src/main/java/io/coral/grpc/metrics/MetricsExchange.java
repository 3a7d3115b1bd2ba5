package io.coral.grpc.metrics;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Principal;
import io.coral.domain.access.Scope;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.grpc.access.Certificates;
import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Need;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.http.Connections;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.grpc.watch.HttpCall;
import io.coral.ports.ColonyListener;
import io.coral.ports.Entrance;
import io.vavr.control.Either;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/** One request for the numbers, and its reply. What comes with a request is passed over. */
final class MetricsExchange implements AsyncServerExchangeHandler {
  private static final Logger LOG = System.getLogger(MetricsExchange.class.getName());
  private static final Need ADMIN = Need.scope(Scope.ADMIN);
  private static final String PATH = "/metrics";

  private final Pages pages;
  private final Connections connections;
  private final Doorkeeper doorkeeper;
  private final Turnstile turnstile;
  private final DeniedCalls denied;
  private final HttpCall call;
  private final AtomicBoolean replied = new AtomicBoolean();

  private @Nullable ResponseChannel channel;
  private @Nullable HttpContext context;
  private Turnstile.@Nullable Pass pass;
  private volatile @Nullable AsyncEntityProducer reply;

  MetricsExchange(
      Pages pages,
      Connections connections,
      Doorkeeper doorkeeper,
      Turnstile turnstile,
      ColonyListener listener) {
    this.pages = pages;
    this.connections = connections;
    this.doorkeeper = doorkeeper;
    this.turnstile = turnstile;
    this.denied = new DeniedCalls(listener, Entrance.METRICS);
    this.call = HttpCall.begin(listener, Entrance.METRICS);
  }

  @Override
  public void handleRequest(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ResponseChannel channel,
      HttpContext context) {
    this.channel = channel;
    this.context = context;
    if (isAdmitted(request)) {
      answer(request);
    }
  }

  private boolean isAdmitted(HttpRequest request) {
    List<String> authorizations =
        Arrays.stream(request.getHeaders(HttpHeaders.AUTHORIZATION)).map(Header::getValue).toList();
    Either<AccessDenied, Principal> admitted =
        doorkeeper.admit(
            authorizations,
            Certificates.owner(HttpCoreContext.cast(context).getSSLSession()),
            ADMIN);
    if (admitted.isLeft()) {
      deny(admitted.getLeft());
      return false;
    }
    var entered = turnstile.enter(admitted.get());
    if (entered.isLeft()) {
      denied.denied(Turnstile.denial(entered.getLeft()), admitted.get(), remoteAddress());
      refuse(429, entered.getLeft().message(), Map.of("Retry-After", "1"));
      return false;
    }
    pass = entered.get();
    return true;
  }

  private void deny(AccessDenied why) {
    denied.denied(why, remoteAddress());
    switch (why.kind()) {
      case UNAUTHENTICATED -> refuse(401, why.message(), Map.of("WWW-Authenticate", "Bearer"));
      case PERMISSION_DENIED -> refuse(403, why.message(), Map.of());
    }
  }

  private void answer(HttpRequest request) {
    if (!PATH.equals(path(request))) {
      refuse(404, "the numbers are at " + PATH, Map.of());
    } else if (!request.getMethod().equals("GET")) {
      refuse(405, "the numbers are read by GET", Map.of("Allow", "GET"));
    } else {
      call.asks(PATH);
      connections.awaitsReply(remoteAddress());
      if (!pages.write(accepted(request), this::show)) {
        refuse(503, "more ask for the numbers than there is room for", Map.of("Retry-After", "1"));
      }
    }
  }

  private @Nullable SocketAddress remoteAddress() {
    var endpoint = HttpCoreContext.cast(context).getEndpointDetails();
    return endpoint == null ? null : endpoint.getRemoteAddress();
  }

  private static @Nullable String path(HttpRequest request) {
    String target = request.getPath();
    int query = target == null ? -1 : target.indexOf('?');
    return target == null || query < 0 ? target : target.substring(0, query);
  }

  private static String accepted(HttpRequest request) {
    Header accept = request.getFirstHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.getValue() == null ? "" : accept.getValue();
  }

  private void show(Pages.Page page) {
    reply(200, ContentType.parse(page.contentType()), page.text(), Map.of());
  }

  private void refuse(int status, String message, Map<String, String> headers) {
    reply(
        status,
        ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8),
        message + "\n",
        headers);
  }

  private void reply(int status, ContentType type, String body, Map<String, String> headers) {
    if (!replied.compareAndSet(false, true)) {
      return;
    }
    call.answered(status);
    var producer = new BasicAsyncEntityProducer(body.getBytes(StandardCharsets.UTF_8), type);
    reply = producer;
    var response = new BasicHttpResponse(status);
    headers.forEach(response::addHeader);
    try {
      requireNonNull(channel, "there is no request").sendResponse(response, producer, context);
    } catch (HttpException | IOException e) {
      LOG.log(Level.DEBUG, "whoever collects is gone before the reply", e);
    }
  }

  @Override
  public void updateCapacity(CapacityChannel capacity) throws IOException {
    capacity.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer piece) {
    piece.position(piece.limit());
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {}

  @Override
  public int available() {
    AsyncEntityProducer sending = reply;
    return sending == null ? 0 : sending.available();
  }

  @Override
  public void produce(DataStreamChannel out) throws IOException {
    AsyncEntityProducer sending = reply;
    if (sending != null) {
      sending.produce(out);
    }
  }

  @Override
  public void failed(Exception cause) {
    LOG.log(Level.DEBUG, "an exchange ended early", cause);
  }

  @Override
  public void releaseResources() {
    if (pass != null) {
      pass.leave();
    }
    call.end();
  }
}
