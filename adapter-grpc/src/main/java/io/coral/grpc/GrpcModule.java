package io.coral.grpc;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.coral.grpc.access.HashedTokenFiles;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.ingest.OtlpServers;
import io.coral.grpc.light.LightColonyClients;
import io.coral.grpc.metrics.PrometheusMetrics;
import io.coral.grpc.otlp.OtlpImport;
import io.coral.grpc.server.GrpcAdminServers;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.grpc.tls.TlsRelays;
import io.coral.ports.AdminClients;
import io.coral.ports.AdminServers;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyMetrics;
import io.coral.ports.ColonyRelays;
import io.coral.ports.QueryServers;
import io.coral.ports.TelemetryImport;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TokenFiles;
import java.time.InstantSource;

/** What this adapter offers. Needs an {@link InstantSource}. */
public final class GrpcModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(QueryServers.class).to(GrpcQueryServers.class).in(Singleton.class);
    bind(AdminServers.class).to(GrpcAdminServers.class).in(Singleton.class);
    bind(AdminClients.class).to(LightColonyClients.class).in(Singleton.class);
    bind(TelemetryServers.class).to(OtlpServers.class).in(Singleton.class);
    bind(TokenFiles.class).to(HashedTokenFiles.class).in(Singleton.class);
    bind(ColonyMetrics.class).to(PrometheusMetrics.class);
    bind(ColonyRelays.class).to(TlsRelays.class).in(Singleton.class);
    bind(ColonyClients.class).to(GrpcColonyClients.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  static TelemetryImport telemetryImport(InstantSource clock) {
    return new OtlpImport(clock);
  }
}
