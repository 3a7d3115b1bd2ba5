package io.coral.domain.access;

import io.vavr.control.Either;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one may be allowed to do. None implies another. */
public enum Scope {
  /** To ask the typed questions. */
  QUERY,
  /** To ask by SQL. */
  SQL,
  /** To send telemetry. */
  INGEST,
  /** To administer the colony. */
  ADMIN;

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a list with commas, or says why the text is none. */
  public static Either<String, Set<Scope>> parse(String text) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : text.split(",", -1)) {
      Optional<Scope> scope = ofWord(word);
      if (scope.isEmpty()) {
        return Either.left("not a list of scopes; write some of " + words(Set.of(values())));
      }
      scopes.add(scope.get());
    }
    return Either.right(Set.copyOf(scopes));
  }

  private static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** As {@link #parse} reads them, in their own order. */
  public static String words(Set<Scope> scopes) {
    return scopes.stream()
        .sorted(Comparator.naturalOrder())
        .map(Scope::word)
        .collect(Collectors.joining(","));
  }
}
