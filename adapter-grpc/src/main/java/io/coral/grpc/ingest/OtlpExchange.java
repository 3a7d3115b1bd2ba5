package io.coral.grpc.ingest;

import io.coral.domain.access.Scope;
import io.coral.grpc.access.Certificates;
import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Need;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.bounds.ByteBudget;
import io.coral.grpc.http.Connections;
import io.coral.grpc.http.OneReply;
import io.coral.grpc.otlp.Decoded;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.grpc.watch.HttpCall;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyListener;
import io.coral.ports.Denial;
import io.coral.ports.Entrance;
import io.vavr.control.Either;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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

/**
 * One request over HTTP and its reply. Its body is gathered on the connection's thread and taken
 * apart there; the reply comes from the intake's. What is refused by its headers is answered at
 * once, and the rest of it passed over.
 */
final class OtlpExchange implements AsyncServerExchangeHandler {
  private static final Logger LOG = System.getLogger(OtlpExchange.class.getName());

  private static final Need INGEST = Need.scope(Scope.INGEST);

  private final Exports exports;
  private final IngestLimits limits;
  private final Connections connections;
  private final UnderWay underWay;
  private final Doorkeeper doorkeeper;
  private final Turnstile turnstile;
  private final DeniedCalls denied;
  private final HttpCall call;
  private final Body body;
  private final OneReply reply;
  private final AtomicBoolean left = new AtomicBoolean(true);

  private @Nullable RequestHead head;
  private Turnstile.@Nullable Pass pass;

  OtlpExchange(
      Exports exports,
      IngestLimits limits,
      ByteBudget budget,
      Connections connections,
      UnderWay underWay,
      Doorkeeper doorkeeper,
      Turnstile turnstile,
      ColonyListener listener) {
    this.exports = exports;
    this.limits = limits;
    this.connections = connections;
    this.underWay = underWay;
    this.doorkeeper = doorkeeper;
    this.turnstile = turnstile;
    this.denied = new DeniedCalls(listener, Entrance.OTLP_HTTP);
    this.call = HttpCall.begin(listener, Entrance.OTLP_HTTP);
    this.reply = new OneReply(call);
    this.body = new Body(limits.messageBytes(), budget);
  }

  @Override
  public void handleRequest(
      HttpRequest request,
      @Nullable EntityDetails entity,
      ResponseChannel channel,
      HttpContext context) {
    reply.goesTo(channel, context);
    Either<HttpReply, RequestHead> read =
        admitted(request, context)
            .flatMap(
                admitted ->
                    connections.isAmbiguous(reply.remoteAddress())
                        ? Either.left(
                            HttpReplies.ambiguousLength(RequestHead.encodingOfReply(request)))
                        : RequestHead.of(request, entity, limits.messageBytes()));
    if (read.isLeft()) {
      reply(read.getLeft());
      return;
    }
    head = read.get();
    call.asks(head.path());
    if (!underWay.enter()) {
      reply(HttpReplies.closing(head.encoding()));
      return;
    }
    left.set(false);
    if (entity == null) {
      complete(head);
    }
  }

  private Either<HttpReply, Turnstile.Pass> admitted(HttpRequest request, HttpContext context) {
    List<String> authorizations =
        Arrays.stream(request.getHeaders(HttpHeaders.AUTHORIZATION)).map(Header::getValue).toList();
    Encoding encoding = RequestHead.encodingOfReply(request);
    return doorkeeper
        .admit(
            authorizations,
            Certificates.owner(HttpCoreContext.cast(context).getSSLSession()),
            INGEST)
        .peekLeft(why -> denied.denied(why, reply.remoteAddress()))
        .mapLeft(why -> HttpReplies.denied(why, encoding))
        .flatMap(
            sender ->
                turnstile
                    .enter(sender)
                    .peekLeft(
                        failure ->
                            denied.denied(Turnstile.denial(failure), sender, reply.remoteAddress()))
                    .mapLeft(failure -> HttpReplies.tooMany(failure, encoding)))
        .peek(entered -> pass = entered);
  }

  @Override
  public void updateCapacity(CapacityChannel capacity) throws IOException {
    capacity.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer piece) {
    if (head == null || reply.isSent()) {
      piece.position(piece.limit()); // a reply is on its way; nobody needs this
      return;
    }
    switch (body.add(piece)) {
      case ADDED -> {}
      case TOO_LARGE ->
          replyAndForget(HttpReplies.tooLarge(limits.messageBytes(), head.encoding()));
      case NO_ROOM -> {
        denied.denied(Denial.BUSY, reply.remoteAddress());
        replyAndForget(HttpReplies.busy(head.encoding()));
      }
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    if (head != null && !reply.isSent()) {
      complete(head);
    }
  }

  private void complete(RequestHead head) {
    connections.awaitsReply(reply.remoteAddress());
    Either<HttpReply, Decoded> decoded;
    try {
      decoded = decoded(head);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a request failed for a reason that no sender can mend", e);
      reply(HttpReplies.of(new Outcome.Failed(), head.signal(), head.encoding()));
      return;
    } finally {
      body.release();
    }
    if (decoded.isLeft()) {
      reply(decoded.getLeft());
      return;
    }
    exports.offer(
        decoded.get(),
        Cancellation.NEVER, // a sender who hangs up shows only when the reply is sent
        outcome -> reply(HttpReplies.of(outcome, head.signal(), head.encoding())));
  }

  private Either<HttpReply, Decoded> decoded(RequestHead head) {
    byte[] bytes = body.toBytes();
    if (head.gzip()) {
      try {
        Optional<byte[]> plain = Gzip.decompressed(bytes, limits.messageBytes());
        if (plain.isEmpty()) {
          return Either.left(HttpReplies.tooLarge(limits.messageBytes(), head.encoding()));
        }
        bytes = plain.get();
      } catch (IOException e) {
        return Either.left(HttpReplies.malformed("the body is not gzip data", head.encoding()));
      }
    }
    return head.encoding()
        .decode(head.signal(), bytes)
        .mapLeft(reason -> HttpReplies.malformed(reason, head.encoding()));
  }

  private void replyAndForget(HttpReply refusal) {
    body.release();
    reply(refusal);
  }

  private void reply(HttpReply answer) {
    reply.send(
        answer.status(),
        ContentType.create(answer.encoding().mediaType()),
        answer.body().toByteArray(),
        answer.headers());
  }

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
    body.release();
    if (pass != null) {
      pass.leave();
    }
    if (left.compareAndSet(false, true)) {
      underWay.leave();
    }
    call.end();
  }
}
