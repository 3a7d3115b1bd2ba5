package io.coral.benchmarks;

import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.Door;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/** A colony of its own process, on a port that it prints, until its standard input ends. */
public final class StreamColony {
  private StreamColony() {}

  /**
   * Serves.
   *
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var stores = new DuckDbStores(InstantSource.system(), StoreSettings.ofThisMachine());
    try (var colony = stores.inMemory();
        var server = new GrpcQueryServers().start(colony.queries(), Door.open(anyPort)).get()) {
      System.out.println(server.address().getPort());
      while (System.in.read() >= 0) {
        // Whoever started this closes the stream.
      }
    }
  }
}
