package io.coral.grpc.access;

import io.coral.domain.access.Token;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.List;

/** Channels whose calls carry authorization headers. */
public final class Bearer {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private Bearer() {}

  public static Channel of(Token token, Channel channel) {
    return of(List.of("Bearer " + token.text()), channel);
  }

  public static Channel of(List<String> values, Channel channel) {
    var headers = new Metadata();
    values.forEach(value -> headers.put(AUTHORIZATION, value));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
