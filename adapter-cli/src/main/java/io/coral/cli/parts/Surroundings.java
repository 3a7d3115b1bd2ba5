package io.coral.cli.parts;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The process around a command, as values.
 *
 * @param environment its variables
 * @param workingFolder what relative paths start from
 * @param home the user's folder, where known
 * @param installation the folder of the distribution, with its sample; empty outside of one
 * @param clock tells now
 * @param input standard input
 * @param ending runs things when the process is told to end
 */
public record Surroundings(
    Map<String, String> environment,
    Path workingFolder,
    Optional<Path> home,
    Optional<Path> installation,
    InstantSource clock,
    Input input,
    Ending ending) {
  public Surroundings {
    environment = Map.copyOf(environment);
    requireNonNull(workingFolder, "workingFolder is null");
    requireNonNull(home, "home is null");
    requireNonNull(installation, "installation is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(input, "input is null");
    requireNonNull(ending, "ending is null");
  }

  /** A variable; one that is set to nothing counts as not set. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** A path as the user wrote it, from the working folder. */
  public Path path(String written) {
    return workingFolder.resolve(written).normalize();
  }

  /** Standard input. */
  public interface Input {
    /** What comes in, for whoever reads it first. */
    InputStream open();
  }

  /** The end of the process. */
  public interface Ending {
    /** Runs {@code action} when the process is told to end. */
    void onEnd(Runnable action);
  }
}
