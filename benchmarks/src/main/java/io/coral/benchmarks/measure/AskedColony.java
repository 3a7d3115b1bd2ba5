package io.coral.benchmarks.measure;

import io.coral.domain.query.ListServices;
import io.coral.domain.value.Label;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.otlp.OtlpImport;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyStore;
import io.coral.ports.Door;
import io.coral.ports.ImportListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * A colony of its own process, on a port that it prints, until its standard input ends. It holds
 * the telemetry of the files that it is given, moved so that it ends now, and has been asked for a
 * while.
 */
public final class AskedColony {
  private static final int WARMING_QUESTIONS = 2_000;

  private AskedColony() {}

  /**
   * Serves.
   *
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var clock = InstantSource.system();
    var files = Arrays.stream(arguments).map(Path::of).toList();
    try (var colony = new DuckDbStores(clock, StoreSettings.ofThisMachine()).inMemory()) {
      if (!files.isEmpty()) {
        new OtlpImport(clock).run(files, true, colony.writer(), new Silent());
      }
      serve(colony, anyPort);
    }
  }

  private static void serve(ColonyStore colony, InetSocketAddress address) throws IOException {
    try (var server = new GrpcQueryServers().start(colony.queries(), Door.open(address)).get()) {
      warmUp(server.address());
      System.out.println(server.address().getPort());
      while (System.in.read() >= 0) {
        // Whoever started this closes the stream.
      }
    }
  }

  /** A colony that is left running has compiled what answers, and so has a peer that is no JVM. */
  private static void warmUp(InetSocketAddress address) {
    var all = new ListServices(Label.NONE, Label.NONE, false);
    var endpoint = new ColonyEndpoint(address, Optional.empty(), Optional.empty());
    try (var client = new GrpcColonyClients().connect(endpoint).get()) {
      for (int i = 0; i < WARMING_QUESTIONS; i++) {
        client.queries().listServices(all).get();
      }
    }
  }

  private static final class Silent implements ImportListener {
    @Override
    public void refused(String file, long line, String reason) {}

    @Override
    public void progress(long readBytes, long totalBytes) {}
  }
}
