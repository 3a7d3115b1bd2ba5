package io.coral.benchmarks.load;

/**
 * What became of questions of one kind.
 *
 * @param rate answers in a second
 * @param medianMillis from asking to the answer
 * @param p99Millis the same
 * @param turnedAway questions for which there was no room
 * @param failed questions that failed for any other reason
 */
record AskedResult(
    double rate, double medianMillis, double p99Millis, long turnedAway, long failed) {
  /** For another process to read. */
  String line() {
    return rate + " " + medianMillis + " " + p99Millis + " " + turnedAway + " " + failed;
  }

  static AskedResult of(String line) {
    String[] parts = line.split(" ", -1);
    return new AskedResult(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]));
  }
}
