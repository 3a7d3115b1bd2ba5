package io.coral.cli.command;

import io.coral.domain.value.Quantile;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A percentile as people write it, in [0, 100]. */
final class PercentileText {
  private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,9})?");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String OPTION = "--percentile ";

  private PercentileText() {}

  /**
   * Reads a percentile. What lies between 0 and 1 is refused: it is a quantile, meant for another
   * interface, and 0.99 would otherwise be answered as the 0.99th percentile.
   *
   * @throws io.coral.cli.failure.ComplaintException if {@code text} is none
   */
  static BigDecimal parse(String text) {
    if (!WRITTEN.matcher(text).matches()) {
      throw Arguments.usage(
          OPTION + text + " is not a number in [0, 100]", "write p99 as --percentile 99");
    }
    var percentile = new BigDecimal(text);
    if (percentile.compareTo(HUNDRED) > 0) {
      throw Arguments.usage(
          OPTION + text + " is not a number in [0, 100]", "write p99 as --percentile 99");
    }
    if (percentile.signum() > 0 && percentile.compareTo(BigDecimal.ONE) < 0) {
      String meant = percentile.multiply(HUNDRED).stripTrailingZeros().toPlainString();
      throw Arguments.usage(
          OPTION + text + " is below the 1st percentile",
          "write p" + meant + " as --percentile " + meant);
    }
    return percentile;
  }

  static Quantile quantile(BigDecimal percentile) {
    return new Quantile(percentile.movePointLeft(2).doubleValue());
  }
}
