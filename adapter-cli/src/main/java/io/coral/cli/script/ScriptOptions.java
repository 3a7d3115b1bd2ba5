package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.ColonyChoice;
import io.coral.ports.ScriptSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What coral run was asked.
 *
 * @param source a file, absolute, or code
 * @param root the folder it may read, where the user names one
 * @param parameters name to value
 * @param timeout positive
 * @param memoryBytes positive
 * @param checksTypes whether its types must fit before it runs
 * @param watches whether it runs again when it changes
 * @param verbose whether to tell what is in force on this system
 */
public record ScriptOptions(
    ColonyChoice colony,
    ScriptSource source,
    Optional<Path> root,
    Map<String, String> parameters,
    Duration timeout,
    long memoryBytes,
    boolean checksTypes,
    boolean watches,
    boolean verbose) {
  public ScriptOptions {
    requireNonNull(colony, "colony is null");
    requireNonNull(source, "source is null");
    requireNonNull(root, "root is null");
    parameters = Map.copyOf(parameters);
    requireNonNull(timeout, "timeout is null");
    if (watches && !(source instanceof ScriptSource.File)) {
      throw new IllegalArgumentException("only a file can be watched");
    }
  }
}
