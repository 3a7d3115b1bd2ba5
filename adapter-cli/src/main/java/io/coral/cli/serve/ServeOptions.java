package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.HostPort;
import java.nio.file.Path;

/**
 * What coral colony start was asked.
 *
 * @param database made if there is none
 * @param listen port 0 for any
 * @param insecure whether others on the network may ask, in plain text and without credentials
 */
public record ServeOptions(Path database, HostPort listen, boolean insecure) {
  public ServeOptions {
    requireNonNull(database, "database is null");
    requireNonNull(listen, "listen is null");
  }
}
