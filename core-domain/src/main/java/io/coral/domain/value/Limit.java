package io.coral.domain.value;

/**
 * The most items a list answer returns.
 *
 * @param value in [1, 1000]
 */
public record Limit(int value) {
  public static final int MAX = 1_000;
  public static final Limit DEFAULT = new Limit(10);

  /**
   * @throws IllegalArgumentException if {@code value} is outside [1, 1000]
   */
  public Limit {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("limit must be in [1, " + MAX + "], got " + value);
    }
  }
}
