package io.coral.domain.value;

/**
 * A metric, by the name its instrument was created with.
 *
 * @param value 1 to 255 characters, clean as {@link Text} says
 */
public record MetricName(String value) implements Comparable<MetricName> {
  /**
   * @throws IllegalArgumentException if {@code value} is blank, too long or not clean text
   */
  public MetricName {
    Text.checkedName("metric name", value);
  }

  @Override
  public int compareTo(MetricName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
