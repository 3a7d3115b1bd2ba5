package io.coral.cli.ingest;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * What coral import was asked.
 *
 * @param database made if there is none
 * @param shiftToNow whether all times move so that the data ends now
 * @param files at least one
 */
public record ImportOptions(Path database, boolean shiftToNow, List<Path> files) {
  public ImportOptions {
    requireNonNull(database, "database is null");
    files = List.copyOf(files);
  }
}
