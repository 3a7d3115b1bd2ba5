package io.coral.benchmarks.day;

import java.util.Locale;

/**
 * How a store is after an hour.
 *
 * @param fileBytes of its database
 * @param residentBytes of its process
 * @param commitMillis until a minute's spans were committed, median
 * @param oneMillis P99 of one service, median
 * @param allMillis P99 of all services, median
 * @param sqlMillis a statement, median
 * @param sqlP99Millis the same, 99 of 100
 */
record DaySample(
    int hour,
    long fileBytes,
    long residentBytes,
    double commitMillis,
    double oneMillis,
    double allMillis,
    double sqlMillis,
    double sqlP99Millis) {
  static final String HEADING =
      "| simulated hour | file | resident | commit of a minute | P99 of one, 1 h | of all, 1 h | SQL,"
          + " 1 h | SQL, P99 |\n|---|---|---|---|---|---|---|---|";

  /** For another process to read. */
  String line() {
    return hour
        + " "
        + fileBytes
        + " "
        + residentBytes
        + " "
        + commitMillis
        + " "
        + oneMillis
        + " "
        + allMillis
        + " "
        + sqlMillis
        + " "
        + sqlP99Millis;
  }

  static DaySample of(String line) {
    String[] parts = line.split(" ", -1);
    return new DaySample(
        Integer.parseInt(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Double.parseDouble(parts[3]),
        Double.parseDouble(parts[4]),
        Double.parseDouble(parts[5]),
        Double.parseDouble(parts[6]),
        Double.parseDouble(parts[7]));
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %d | %d MiB | %d MiB | %.1f ms | %.2f ms | %.2f ms | %.1f ms | %.1f ms |",
        hour,
        fileBytes >> 20,
        residentBytes >> 20,
        commitMillis,
        oneMillis,
        allMillis,
        sqlMillis,
        sqlP99Millis);
  }
}
