package io.coral.grpc.server;

import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyQueries;
import io.coral.ports.Door;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A server on a free loopback port, a client, and a bare channel. */
record ServedColony(QueryServer server, ColonyClient client, ManagedChannel channel)
    implements AutoCloseable {
  static ServedColony by(ColonyQueries queries) {
    return by(queries, StreamLimits.DEFAULT);
  }

  static ServedColony by(ColonyQueries queries, StreamLimits limits) {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    QueryServer server =
        new GrpcQueryServers(limits, CallerLimits.DEFAULT).start(queries, Door.open(anyPort)).get();
    return new ServedColony(
        server,
        new GrpcColonyClients().connect(ColonyEndpoint.plain(server.address())).get(),
        NettyChannelBuilder.forAddress(server.address()).usePlaintext().build());
  }

  ColonyQueries queries() {
    return client.queries();
  }

  ReadCall call(CallOptions options) {
    return call(options, StreamQueryRequest.newBuilder().setSql("SELECT 1").build());
  }

  ReadCall call(CallOptions options, StreamQueryRequest request) {
    var call = channel.newCall(QueryServiceGrpc.getStreamQueryMethod(), options);
    var raw = new ReadCall(call);
    call.start(raw, new Metadata());
    call.sendMessage(request);
    call.halfClose();
    return raw;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    client.close();
    server.close();
  }
}
