package io.coral.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.otlp.OtlpImport;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.ColonyClients;
import io.coral.ports.QueryServers;
import io.coral.ports.TelemetryImport;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class GrpcModuleTest {
  @Test
  void configure_withAClock_bindsEveryPortOfThisAdapter() {
    var injector =
        Guice.createInjector(
            new GrpcModule(),
            binder -> binder.bind(InstantSource.class).toInstance(InstantSource.system()));

    assertThat(injector.getInstance(QueryServers.class)).isInstanceOf(GrpcQueryServers.class);
    assertThat(injector.getInstance(ColonyClients.class)).isInstanceOf(GrpcColonyClients.class);
    assertThat(injector.getInstance(TelemetryImport.class)).isInstanceOf(OtlpImport.class);
  }
}
