package io.coral.cli.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.coral.cli.parts.Surroundings;
import io.coral.grpc.GrpcModule;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a colony, each set of them when the first is asked for. */
final class Injectors {
  private final Injector storing;
  private @Nullable Injector serving;

  Injectors(Surroundings surroundings) {
    storing = Guice.createInjector(new StoringModule(surroundings));
  }

  /** Of what keeps telemetry and answers from it; it takes half as long as what serves it. */
  <T> T stored(Class<T> part) {
    return storing.getInstance(part);
  }

  /** Of what serves it to others. */
  synchronized <T> T served(Class<T> part) {
    if (serving == null) {
      serving = storing.createChildInjector(new GrpcModule());
    }
    return serving.getInstance(part);
  }
}
