package io.coral.ports;

import static java.util.Objects.requireNonNull;

/**
 * That a request was committed.
 *
 * @param refused items of it that were not taken
 * @param reason why, each reason with its number of items; empty if all were taken
 */
public record IntakeReceipt(long refused, String reason) {
  public IntakeReceipt {
    requireNonNull(reason, "reason is null");
  }
}
