package io.coral.grpc.metrics;

import io.coral.domain.access.Principal;
import io.coral.domain.access.Scope;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.grpc.access.Certificates;
import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Need;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.http.Connections;
import io.coral.grpc.http.OneReply;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.grpc.watch.HttpCall;
import io.coral.ports.ColonyListener;
import io.coral.ports.Entrance;
import io.vavr.control.Either;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
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
  private final OneReply reply;

  private Turnstile.@Nullable Pass pass;

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
    this.reply = new OneReply(call);
  }

  @Override
  public void handleRequest(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ResponseChannel channel,
      HttpContext context) {
    reply.goesTo(channel, context);
    if (isAdmitted(request, context)) {
      answer(request);
    }
  }

  private boolean isAdmitted(HttpRequest request, HttpContext context) {
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
      denied.denied(Turnstile.denial(entered.getLeft()), admitted.get(), reply.remoteAddress());
      refuse(429, entered.getLeft().message(), Map.of("Retry-After", "1"));
      return false;
    }
    pass = entered.get();
    return true;
  }

  private void deny(AccessDenied why) {
    denied.denied(why, reply.remoteAddress());
    switch (why.kind()) {
      case UNAUTHENTICATED -> refuse(401, why.message(), Map.of("WWW-Authenticate", "Bearer"));
      case PERMISSION_DENIED -> refuse(403, why.message(), Map.of());
    }
  }

  private void answer(HttpRequest request) {
    if (connections.isAmbiguous(reply.remoteAddress())) {
      refuse(400, "the request says in two ways where it ends", Map.of("Connection", "close"));
    } else if (!PATH.equals(path(request))) {
      refuse(404, "the numbers are at " + PATH, Map.of());
    } else if (!request.getMethod().equals("GET")) {
      refuse(405, "the numbers are read by GET", Map.of("Allow", "GET"));
    } else {
      call.asks(PATH);
      connections.awaitsReply(reply.remoteAddress());
      if (!pages.write(accepted(request), this::show)) {
        refuse(503, "more ask for the numbers than there is room for", Map.of("Retry-After", "1"));
      }
    }
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
    reply.send(
        200,
        ContentType.parse(page.contentType()),
        page.text().getBytes(StandardCharsets.UTF_8),
        Map.of());
  }

  private void refuse(int status, String message, Map<String, String> headers) {
    reply.send(
        status,
        ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8),
        (message + "\n").getBytes(StandardCharsets.UTF_8),
        headers);
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
    return reply.available();
  }

  @Override
  public void produce(DataStreamChannel out) throws IOException {
    reply.produce(out);
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
