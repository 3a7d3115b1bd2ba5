package io.coral.duckdb.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes statements word by word, also with words of other statements. */
final class SqlMutator {
  private static final List<String> HOSTILE =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ";",
          "'",
          "\"",
          "$$",
          "--",
          "/*",
          "*/",
          "::",
          "->",
          ".",
          "*",
          "||",
          "0",
          "-1",
          "NULL",
          "1e400",
          "''",
          "store.",
          "secret_psk",
          "SELECT",
          "FROM",
          "WHERE",
          "WITH",
          "RECURSIVE",
          "DELETE",
          "RETURNING *",
          "INSERT INTO",
          "UPDATE",
          "COPY",
          "DROP TABLE",
          "UNION ALL",
          "CASE",
          "WHEN",
          "OVER ()",
          "lambda x:",
          "COLUMNS(*)",
          "DISTINCT",
          "LIMIT",
          "read_text('/etc/passwd')",
          "getvariable('coral_from')",
          "current_catalog",
          "range(9)",
          "PIVOT",
          "UNPIVOT",
          "SHOW TABLES",
          "DESCRIBE",
          "EXPLAIN",
          "ATTACH",
          "SET",
          "AT (VERSION => 1)",
          "TABLESAMPLE 10%",
          "MATERIALIZED",
          "USING KEY (i)",
          "LATERAL",
          "COLLATE nocase",
          "?",
          "$1",
          "#1",
          "\u0001",
          "ü",
          "\uD83E\uDD86",
          "\u00A0",
          "\u200B",
          "GROUP BY ALL",
          "ORDER BY ALL",
          "QUALIFY",
          "service_percentiles(0.5)");

  private SqlMutator() {}

  /** Words, spaces and signs; joined again they are the statement. */
  static List<String> words(String sql) {
    return List.of(sql.split("(?<=\\W)|(?=\\W)"));
  }

  /**
   * A statement with up to four changes.
   *
   * @param other words that may be grafted into it
   */
  static String mutated(List<String> statement, List<String> other, RandomGenerator random) {
    List<String> words = new ArrayList<>(statement);
    int edits = 1 + random.nextInt(1 + random.nextInt(4));
    for (int i = 0; i < edits && !words.isEmpty(); i++) {
      edit(words, other, random);
    }
    return String.join("", words);
  }

  private static void edit(List<String> words, List<String> other, RandomGenerator random) {
    int at = random.nextInt(words.size());
    String hostile = " " + HOSTILE.get(random.nextInt(HOSTILE.size())) + " ";
    switch (random.nextInt(8)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      case 2 -> words.set(at, words.set(random.nextInt(words.size()), words.get(at)));
      case 3 -> words.add(at, hostile);
      case 4 -> words.set(at, hostile);
      case 5 -> {
        int start = random.nextInt(other.size());
        words.addAll(at, other.subList(start, other.size()));
      }
      case 6 -> {
        int start = random.nextInt(other.size());
        int end = Math.min(other.size(), start + 1 + random.nextInt(6));
        words.addAll(at, other.subList(start, end));
      }
      default -> words.set(at, other.get(random.nextInt(other.size())));
    }
  }
}
