package io.coral.cli.parts;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The process around a command, as values.
 *
 * @param environment its variables
 * @param workingFolder what relative paths start from
 * @param home the user's folder, where known
 * @param installation the folder of the distribution, with its sample; empty outside of one
 * @param input what is piped into the process
 * @param clock tells now
 * @param ending runs things when the process is told to end
 */
public record Surroundings(
    Map<String, String> environment,
    Path workingFolder,
    Optional<Path> home,
    Optional<Path> installation,
    InputStream input,
    InstantSource clock,
    Ending ending) {
  public Surroundings {
    environment = Map.copyOf(environment);
    requireNonNull(workingFolder, "workingFolder is null");
    requireNonNull(home, "home is null");
    requireNonNull(installation, "installation is null");
    requireNonNull(input, "input is null");
    requireNonNull(clock, "clock is null");
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

  /** The end of the process. */
  public interface Ending {
    /**
     * Runs {@code action} when the process is told to end.
     *
     * @param action returns the code to exit with; empty for the one that says how it was told
     */
    void onEnd(Supplier<OptionalInt> action);
  }
}
