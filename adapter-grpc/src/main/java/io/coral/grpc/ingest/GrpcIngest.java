package io.coral.grpc.ingest;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.coral.grpc.NettyLoops;
import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Gate;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.bounds.ByteBudget;
import io.coral.grpc.bounds.CallWatch;
import io.coral.grpc.bounds.CappedServerChannel;
import io.coral.grpc.bounds.EndableCalls;
import io.coral.grpc.bounds.ReceivingGate;
import io.coral.grpc.server.MalformedRequestGate;
import io.coral.grpc.tls.ServerSide;
import io.coral.grpc.watch.CallMeter;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.ports.ColonyListener;
import io.coral.ports.Door;
import io.coral.ports.Entrance;
import io.coral.ports.IntakeFailure;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** OTLP over gRPC, with reflection, from its start to its end. */
final class GrpcIngest implements TelemetryServer {
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
  private static final int CALLS_PER_CONNECTION = 256;

  /** Calls that one connection may open and abandon; more are an attack. */
  private static final int RESETS = 1_000;

  private static final int RESETS_SECONDS = 30;
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);
  private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration MIN_PING_INTERVAL = Duration.ofSeconds(10);
  private static final Duration FLUSH = Duration.ofMillis(200);
  private static final String HINT = "use the messages of opentelemetry/proto/collector";

  private final Server server;
  private final EndableCalls calls;
  private final NettyLoops loops;

  private GrpcIngest(Server server, EndableCalls calls, NettyLoops loops) {
    this.server = server;
    this.calls = calls;
    this.loops = loops;
  }

  /**
   * @throws IOException if the address cannot be bound
   */
  static GrpcIngest start(
      Exports exports,
      Door door,
      Optional<ServerSide> tls,
      IngestLimits limits,
      ColonyListener listener)
      throws IOException {
    var denied = new DeniedCalls(listener, Entrance.OTLP_GRPC);
    var loops = NettyLoops.start("coral-otlp-grpc", THREADS);
    var watch =
        new CallWatch(
            new ByteBudget(limits.bodyBytes()), method -> limits.callTime(), loops.group());
    var receiving =
        new ReceivingGate(
            limits.requests(),
            limits.receiveTime(),
            loops.group(),
            IngestStatus.busy(),
            IngestStatus.tooSlow(),
            denied);
    var calls = new EndableCalls();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(door.listen())
            .channelFactory(() -> new CappedServerChannel(limits.connections()))
            .bossEventLoopGroup(loops.group())
            .workerEventLoopGroup(loops.group())
            .directExecutor() // to take a request apart needs no waiting; the intake answers later
            .maxInboundMessageSize(limits.messageBytes())
            .maxInboundMetadataSize(limits.headerBytes())
            .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
            .maxRstFramesPerWindow(RESETS, RESETS_SECONDS)
            .addStreamTracerFactory(new CallMeter(listener, Entrance.OTLP_GRPC))
            .addStreamTracerFactory(watch)
            .handshakeTimeout(limits.receiveTime().toMillis(), MILLISECONDS)
            .maxConnectionAge(limits.connectionAge().toMillis(), MILLISECONDS)
            .maxConnectionAgeGrace(limits.callTime().toMillis(), MILLISECONDS)
            .maxConnectionIdle(limits.idleTime().toMillis(), MILLISECONDS)
            .permitKeepAliveTime(MIN_PING_INTERVAL.toMillis(), MILLISECONDS)
            .permitKeepAliveWithoutCalls(true)
            .keepAliveTime(KEEP_ALIVE.toMillis(), MILLISECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), MILLISECONDS)
            .addService(gated(new TraceEndpoint(exports), receiving))
            .addService(gated(new MetricsEndpoint(exports), receiving))
            .addService(ProtoReflectionServiceV1.newInstance())
            .intercept(
                new Gate(
                    new Doorkeeper(
                        door.admission(), tls.map(ServerSide::demandsCertificates).orElse(false)),
                    new Turnstile(door.rates().orElse(limits.rates())),
                    IngestNeeds::of,
                    denied))
            .intercept(calls);
    tls.ifPresent(side -> builder.sslContext(side.forGrpc(false)));
    Server server = builder.build();
    try {
      server.start();
    } catch (IOException e) {
      loops.close();
      throw e;
    }
    return new GrpcIngest(server, calls, loops);
  }

  private static ServerServiceDefinition gated(BindableService service, ReceivingGate receiving) {
    // The last one comes first.
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(service.bindService()),
        List.of(new MalformedRequestGate(HINT), receiving));
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenSockets().get(0);
  }

  @Override
  public void drain() {
    server.shutdown();
  }

  @Override
  public void close(Duration grace) {
    drain();
    try {
      if (!server.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        calls.end(IngestStatus.of(new IntakeFailure.Unavailable("the colony is shutting down")));
        server.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
        server.shutdownNow();
        server.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    loops.close();
  }
}
