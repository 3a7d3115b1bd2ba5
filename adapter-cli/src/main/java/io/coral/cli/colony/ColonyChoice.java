package io.coral.cli.colony;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Which colony a command asks. */
public sealed interface ColonyChoice {
  /** One that is opened in this process. */
  sealed interface Embedded extends ColonyChoice {}

  /** The bundled sample, in memory, moved so that it ends now. */
  record Demo() implements Embedded {}

  /** The colony kept in a file, opened in this process. */
  record Database(Path file) implements Embedded {
    public Database {
      requireNonNull(file, "file is null");
    }
  }

  /**
   * A colony on the network.
   *
   * @param credentials by which it knows who asks
   */
  record Remote(ColonyAddress address, Credentials credentials) implements ColonyChoice {
    public Remote {
      requireNonNull(address, "address is null");
      requireNonNull(credentials, "credentials is null");
    }
  }
}
