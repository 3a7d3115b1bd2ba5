package io.coral.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Something of each kind of question. */
final class ByKind<V> {
  private final Map<Asked, V> all = new EnumMap<>(Asked.class);

  ByKind(Supplier<V> first) {
    for (Asked kind : Asked.values()) {
      all.put(kind, first.get());
    }
  }

  V of(Asked kind) {
    return requireNonNull(all.get(kind), "there is one of each kind");
  }
}
