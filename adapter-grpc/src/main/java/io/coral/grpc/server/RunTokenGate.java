package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lets in only calls that carry the run token, once, as a bearer token. */
final class RunTokenGate implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String SCHEME = "bearer ";

  private static final AccessDenied DENIED =
      new AccessDenied(
          AccessDenied.Kind.UNAUTHENTICATED,
          "this colony answers only with its run token",
          "send it once, as authorization: Bearer TOKEN");

  private final byte[] token;

  RunTokenGate(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (isLetIn(headers)) {
      return next.startCall(call, headers);
    }
    var denied = FailureMapping.toWire(DENIED);
    call.close(GrpcStatus.code(denied), GrpcStatus.trailers(denied));
    return new ServerCall.Listener<>() {};
  }

  private boolean isLetIn(Metadata headers) {
    List<String> given = new ArrayList<>();
    Iterable<String> all = headers.getAll(AUTHORIZATION);
    if (all != null) {
      all.forEach(given::add);
    }
    if (given.size() != 1 || !given.get(0).toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    byte[] claimed = given.get(0).substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token, claimed); // in the same time, however much of it fits
  }
}
