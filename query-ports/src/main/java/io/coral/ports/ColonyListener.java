package io.coral.ports;

/**
 * Hears what happens in a colony, on the thread it happens on: it must be quick, must not throw,
 * and is called by many threads at one time.
 */
@FunctionalInterface
public interface ColonyListener {
  /** Does not listen. */
  ColonyListener NONE = event -> {};

  void heard(ColonyEvent event);

  /** Both hear everything. */
  default ColonyListener and(ColonyListener other) {
    return event -> {
      heard(event);
      other.heard(event);
    };
  }
}
