package io.coral.duckdb.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Chance, as writers of random statements need it. */
record Dice(RandomGenerator random) {
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  String some(int most, Supplier<String> part) {
    List<String> parts = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      parts.add(part.get());
    }
    return String.join(", ", parts);
  }
}
