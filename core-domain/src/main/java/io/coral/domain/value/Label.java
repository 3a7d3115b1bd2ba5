package io.coral.domain.value;

/**
 * An optional name beside the service: namespace, region, instance. {@link #NONE} where the
 * resource does not say.
 *
 * @param value at most 255 characters, clean as {@link Text} says; empty for none
 */
public record Label(String value) implements Comparable<Label> {
  public static final Label NONE = new Label("");

  /**
   * @throws IllegalArgumentException if {@code value} is too long or not clean text
   */
  public Label {
    Text.checked("label", value);
  }

  /** Whether the resource does not say. */
  public boolean isNone() {
    return value.isEmpty();
  }

  @Override
  public int compareTo(Label other) {
    return value.compareTo(other.value);
  }

  /** Written out as in {@link ServiceInstance}. */
  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
