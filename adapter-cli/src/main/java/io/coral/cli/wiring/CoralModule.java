package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import io.coral.cli.parts.Surroundings;
import io.coral.deno.DenoInstallation;
import io.coral.deno.DenoModule;
import io.coral.duckdb.DuckDbModule;
import io.coral.grpc.GrpcModule;
import java.nio.file.Path;
import java.time.InstantSource;

/** All parts of coral. */
final class CoralModule extends AbstractModule {
  /** Outside of a distribution there is no Deno; to run a script then says so. */
  private static final Path NOWHERE = Path.of("no-distribution");

  private final Surroundings surroundings;

  CoralModule(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  protected void configure() {
    bind(InstantSource.class).toInstance(surroundings.clock());
    install(new DuckDbModule());
    install(new GrpcModule());
    install(new DenoModule(deno(surroundings.installation().orElse(NOWHERE))));
  }

  private static DenoInstallation deno(Path distribution) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new DenoInstallation(
        distribution.resolve("deno").resolve(windows ? "deno.exe" : "deno"),
        distribution.resolve("sdk"));
  }
}
