package io.coral.cli.colony;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The folded sample of a distribution: what {@link io.coral.ports.ColonyStores#ofSample} reads, and
 * beside it when its data ends.
 *
 * @param folder that holds the files
 * @param endsAt the last instant of the data
 */
public record BundledSample(Path folder, Instant endsAt) {
  private static final String END = "ends-at.txt";

  public BundledSample {
    requireNonNull(folder, "folder is null");
    requireNonNull(endsAt, "endsAt is null");
  }

  /**
   * Finds the sample in a folder.
   *
   * @throws IOException if there is none, or if it does not say when it ends
   */
  public static BundledSample in(Path folder) throws IOException {
    String text = Files.readString(folder.resolve(END)).strip();
    try {
      return new BundledSample(folder, Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IOException("the sample does not say when it ends", e);
    }
  }

  /** The whole minutes by which the data moves so that it ends within the minute before now. */
  public Duration shiftTo(Instant now) {
    return Duration.ofMinutes(Math.floorDiv(Duration.between(endsAt, now).toSeconds(), 60L));
  }

  /** Says, beside the sample, when it ends. */
  public void writeEnd() throws IOException {
    Files.writeString(folder.resolve(END), endsAt + "\n");
  }
}
