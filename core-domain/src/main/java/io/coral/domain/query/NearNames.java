package io.coral.domain.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Known names that resemble a mistyped one. */
public final class NearNames {
  private static final int MOST = 3;
  private static final int MOST_EDITS = 8;

  private record Candidate(String name, int distance) {}

  private NearNames() {}

  /**
   * The nearest of {@code known} to {@code asked}, nearest first: names that contain it or are
   * contained in it, and names within an edit distance of a third of its length, at least 2 and at
   * most 8. Case is ignored.
   *
   * @param asked the name that is not known
   * @param known all names of its kind, in any order
   * @return at most three of {@code known}, ties in the order of their names
   */
  public static List<String> of(String asked, Collection<String> known) {
    String wanted = asked.toLowerCase(Locale.ROOT);
    int tolerated = Math.clamp(wanted.length() / 3, 2, MOST_EDITS);
    return known.stream()
        .distinct()
        .map(
            name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT), tolerated)))
        .filter(candidate -> candidate.distance() <= tolerated)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /** How far apart two names are; some number above {@code tolerated} if farther than that. */
  private static int distance(String a, String b, int tolerated) {
    if (a.equals(b)) {
      return 0;
    }
    if (a.length() > 2 && b.length() > 2 && (a.contains(b) || b.contains(a))) {
      return 1;
    }
    // Each step changes the length by one at most. Names come from outside, and may be many.
    return Math.abs(a.length() - b.length()) > tolerated ? tolerated + 1 : levenshtein(a, b);
  }

  private static int levenshtein(String a, String b) {
    var previous = new int[b.length() + 1];
    Arrays.setAll(previous, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      var current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
