package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Statements to start from: the honest ones, the attacks, and those that showed something that none
 * before them had, which are a reason and detail of a refusal, or a pair of neighbouring words in
 * what was let through. So what gets further is tried further, as a fuzzer does with branches.
 */
final class HuntCorpus {
  private static final int MOST = 30_000;

  /** The parser's time grows with the length, and the short ones are tried more often for it. */
  private static final int LONGEST = 260;

  private static final Pattern VALUES = Pattern.compile("'[^']*'|\\d+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("\\s+|(?=\\()|(?<=\\()");

  private final List<List<String>> statements = new ArrayList<>();
  private final Set<Integer> seen = ConcurrentHashMap.newKeySet();

  HuntCorpus() {
    Stream.concat(SqlCase.honest(), SqlCase.attacks())
        .filter(statement -> statement.sql().length() <= LONGEST)
        .forEach(statement -> statements.add(SqlMutator.words(statement.sql())));
  }

  String mutated(RandomGenerator random) {
    return SqlMutator.mutated(pick(random), pick(random), random);
  }

  synchronized int size() {
    return statements.size();
  }

  private synchronized List<String> pick(RandomGenerator random) {
    return statements.get(random.nextInt(statements.size()));
  }

  void refused(String text, SqlRefusal refusal) {
    String detail = VALUES.matcher(refusal.detail()).replaceAll("");
    String known = detail.substring(0, Math.min(detail.length(), 40));
    if (seen.add((refusal.reason() + known).hashCode())) {
      keep(text);
    }
  }

  void accepted(String text, String written) {
    String[] words = BETWEEN_WORDS.split(VALUES.matcher(written).replaceAll("?"), -1);
    boolean isNew = false;
    for (int i = 1; i < words.length; i++) {
      isNew |= seen.add(31 * words[i - 1].hashCode() + words[i].hashCode());
    }
    if (isNew) {
      keep(text);
    }
  }

  private synchronized void keep(String text) {
    if (text.length() > LONGEST) {
      return;
    }
    if (statements.size() < MOST) {
      statements.add(SqlMutator.words(text));
    }
  }
}
