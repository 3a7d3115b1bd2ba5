package io.coral.grpc.light;

import io.coral.grpc.client.GrpcColonyQueries;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyQueries;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Connects with next to no start-up, in plain text, for a process that asks a question and ends.
 * Every call makes a connection of its own.
 */
public final class LightColonyClients implements ColonyClients {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public ColonyClient connect(InetSocketAddress address, Optional<String> token) {
    var channel =
        new LightChannel(
            new PlainDialer(address), address.getHostString() + ":" + address.getPort());
    return new ConnectedColony(
        channel, token.map(secret -> bearing(secret, channel)).orElse(channel));
  }

  private static Channel bearing(String token, Channel channel) {
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private record ConnectedColony(LightChannel connection, Channel channel) implements ColonyClient {
    @Override
    public ColonyQueries queries() {
      return new GrpcColonyQueries(channel);
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
