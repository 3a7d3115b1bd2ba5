package io.coral.benchmarks.load;

/**
 * What became of a load of spans.
 *
 * @param rate spans acknowledged in a second
 * @param medianMillis from sending a request to its acknowledgement
 * @param p99Millis the same
 * @param acknowledged spans
 * @param turnedAway requests for which there was no room
 * @param failed requests of which not all was taken for any other reason
 */
record LoadResult(
    double rate,
    double medianMillis,
    double p99Millis,
    long acknowledged,
    long turnedAway,
    long failed) {
  /** For another process to read. */
  String line() {
    return rate
        + " "
        + medianMillis
        + " "
        + p99Millis
        + " "
        + acknowledged
        + " "
        + turnedAway
        + " "
        + failed;
  }

  static LoadResult of(String line) {
    String[] parts = line.split(" ", -1);
    return new LoadResult(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        Long.parseLong(parts[5]));
  }
}
