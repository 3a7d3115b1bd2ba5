package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.ColonyChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What coral run was asked.
 *
 * @param script the file, absolute
 * @param root the folder it may read, where the user names one
 * @param parameters name to value
 * @param timeout positive
 * @param memoryBytes positive
 */
public record ScriptOptions(
    ColonyChoice colony,
    Path script,
    Optional<Path> root,
    Map<String, String> parameters,
    Duration timeout,
    long memoryBytes) {
  public ScriptOptions {
    requireNonNull(colony, "colony is null");
    requireNonNull(script, "script is null");
    requireNonNull(root, "root is null");
    parameters = Map.copyOf(parameters);
    requireNonNull(timeout, "timeout is null");
  }
}
