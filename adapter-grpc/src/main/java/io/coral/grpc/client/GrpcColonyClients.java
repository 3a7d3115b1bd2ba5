package io.coral.grpc.client;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.NettyLoops;
import io.coral.grpc.tls.ClientSide;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Connects with grpc-java over Netty. */
public final class GrpcColonyClients implements ColonyClients {
  /** Bytes of one answer. */
  private static final int MAX_REPLY_BYTES = 64 * 1024 * 1024;

  /** Bytes of a reply's metadata: a failure's details and some room. */
  private static final int MAX_METADATA_BYTES = 32 * 1024;

  @Override
  public Either<QueryFailure, ColonyClient> connect(ColonyEndpoint endpoint) {
    return endpoint
        .tls()
        .map(tls -> ClientSide.open(tls).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()))
        .map(tls -> connected(endpoint, tls));
  }

  private static ColonyClient connected(ColonyEndpoint endpoint, Optional<ClientSide> tls) {
    InetSocketAddress address = endpoint.address();
    var loops = NettyLoops.start("coral-client");
    NettyChannelBuilder builder =
        address.isUnresolved()
            ? NettyChannelBuilder.forAddress(address.getHostString(), address.getPort())
            : NettyChannelBuilder.forAddress(address);
    builder
        .channelType(NioSocketChannel.class)
        .eventLoopGroup(loops.group())
        .directExecutor()
        .proxyDetector(target -> null) // the address is the colony's, whatever the environment
        .maxInboundMessageSize(MAX_REPLY_BYTES)
        .maxInboundMetadataSize(MAX_METADATA_BYTES);
    tls.ifPresentOrElse(side -> builder.sslContext(side.forGrpc()), builder::usePlaintext);
    ManagedChannel channel = builder.build();
    return new GrpcColony(channel, endpoint.token(), () -> close(channel, loops));
  }

  private static void close(ManagedChannel channel, NettyLoops loops) {
    channel.shutdownNow();
    try {
      channel.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loops.close();
  }
}
