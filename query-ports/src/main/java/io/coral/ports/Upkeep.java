package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a colony that is left running keeps.
 *
 * @param retention what is forgotten; empty for nothing
 * @param diskBytes that its file may take; where it takes more, the oldest minutes go early. Empty
 *     for any
 */
public record Upkeep(Optional<Retention> retention, OptionalLong diskBytes) {
  /** With less a file would hold little more than its own structure. */
  public static final long LEAST_DISK_BYTES = 64L * 1024 * 1024;

  /** Everything, whatever room it takes. */
  public static final Upkeep EVERYTHING = new Upkeep(Optional.empty(), OptionalLong.empty());

  /**
   * @throws IllegalArgumentException if the file may not even take 64 MiB
   */
  public Upkeep {
    requireNonNull(retention, "retention is null");
    requireNonNull(diskBytes, "diskBytes is null");
    if (diskBytes.isPresent() && diskBytes.getAsLong() < LEAST_DISK_BYTES) {
      throw new IllegalArgumentException("a colony's file needs 64 MiB at least");
    }
  }
}
