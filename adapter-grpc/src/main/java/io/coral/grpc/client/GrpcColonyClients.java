package io.coral.grpc.client;

import io.coral.grpc.NettyLoops;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyQueries;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Connects with grpc-java over Netty, in plain text. */
public final class GrpcColonyClients implements ColonyClients {
  /** Bytes of one answer. */
  private static final int MAX_REPLY_BYTES = 64 * 1024 * 1024;

  /** Bytes of a reply's metadata: a failure's details and some room. */
  private static final int MAX_METADATA_BYTES = 32 * 1024;

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public ColonyClient connect(InetSocketAddress address, Optional<String> token) {
    var loops = NettyLoops.start("coral-client");
    NettyChannelBuilder builder =
        address.isUnresolved()
            ? NettyChannelBuilder.forAddress(address.getHostString(), address.getPort())
            : NettyChannelBuilder.forAddress(address);
    builder
        .channelType(NioSocketChannel.class)
        .eventLoopGroup(loops.group())
        .directExecutor()
        .usePlaintext()
        .proxyDetector(target -> null) // the address is the colony's, whatever the environment
        .maxInboundMessageSize(MAX_REPLY_BYTES)
        .maxInboundMetadataSize(MAX_METADATA_BYTES);
    token.ifPresent(
        secret -> builder.intercept(MetadataUtils.newAttachHeadersInterceptor(bearer(secret))));
    return new ConnectedColony(builder.build(), loops);
  }

  private static Metadata bearer(String token) {
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return headers;
  }

  private record ConnectedColony(ManagedChannel channel, NettyLoops loops) implements ColonyClient {
    @Override
    public ColonyQueries queries() {
      return new GrpcColonyQueries(channel);
    }

    @Override
    public void close() {
      channel.shutdownNow();
      try {
        channel.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      loops.close();
    }
  }
}
