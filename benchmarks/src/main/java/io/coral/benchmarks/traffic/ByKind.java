package io.coral.benchmarks.traffic;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Something of each kind of question, also where what answers it is not on the class path. */
public final class ByKind<V> {
  private final Map<Asked, V> all = new HashMap<>();

  public ByKind(Supplier<V> first) {
    for (Asked kind : Asked.values()) {
      all.put(kind, first.get());
    }
  }

  public V of(Asked kind) {
    return requireNonNull(all.get(kind), "there is one of each kind");
  }
}
