package io.coral.cli.serve;

import io.coral.cli.colony.HostPort;
import io.coral.ports.ColonyStatus.OpenPort;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The ports of a colony, as whoever is to use them is told. */
final class OpenPorts {
  private OpenPorts() {}

  static List<OpenPort> of(Colony colony) {
    String scheme = colony.speaksTls() ? "https://" : "";
    List<OpenPort> ports = new ArrayList<>();
    ports.add(new OpenPort("questions", scheme + shown(colony.address())));
    for (Colony.Ingest ingest : colony.ingest()) {
      HostPort address = shown(ingest.server().address());
      ports.add(
          switch (ingest.protocol()) {
            case GRPC -> new OpenPort("OTLP/gRPC", scheme + address);
            case HTTP ->
                new OpenPort("OTLP/HTTP", (scheme.isEmpty() ? "http://" : scheme) + address);
          });
    }
    colony
        .adminAddress()
        .ifPresent(address -> ports.add(new OpenPort("administration", scheme + shown(address))));
    return ports;
  }

  private static HostPort shown(InetSocketAddress bound) {
    return new HostPort(bound.getAddress().getHostAddress(), bound.getPort());
  }
}
