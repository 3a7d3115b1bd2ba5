package io.coral.domain.value;

/**
 * A service, as its resource attribute {@code service.name} says.
 *
 * @param value 1 to 255 characters, clean as {@link Text} says
 */
public record ServiceName(String value) implements Comparable<ServiceName> {
  /**
   * @throws IllegalArgumentException if {@code value} is blank, too long or not clean text
   */
  public ServiceName {
    Text.checkedName("service name", value);
  }

  @Override
  public int compareTo(ServiceName other) {
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
