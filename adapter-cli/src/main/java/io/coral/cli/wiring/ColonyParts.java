package io.coral.cli.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.coral.cli.parts.Surroundings;

/**
 * The parts of a colony that is left running. A class of its own, so that whoever may need them can
 * be loaded where there is no injector.
 */
final class ColonyParts {
  private final Injector injector;

  ColonyParts(Surroundings surroundings) {
    injector = Guice.createInjector(new ColonyModule(surroundings));
  }

  <T> T get(Class<T> part) {
    return injector.getInstance(part);
  }
}
