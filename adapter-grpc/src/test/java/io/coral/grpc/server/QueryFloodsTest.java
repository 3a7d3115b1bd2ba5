package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.bounds.Http2Floods;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class QueryFloodsTest extends Http2Floods {
  private static QueryServer server;

  @BeforeAll
  static void serve() {
    server =
        Servers.with(
            new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent))),
            Servers.limits().connections(CONNECTIONS).build());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Override
  protected InetSocketAddress address() {
    return server.address();
  }

  @Override
  protected String method() {
    return QueryServiceGrpc.getListServicesMethod().getFullMethodName();
  }

  @Override
  protected void assertServed() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    try {
      assertThat(
              QueryServiceGrpc.newBlockingStub(channel)
                  .withWaitForReady()
                  .withDeadlineAfter(1, TimeUnit.MINUTES)
                  .listServices(ListServicesRequest.getDefaultInstance()))
          .isNotNull();
    } finally {
      channel.shutdownNow();
    }
  }
}
