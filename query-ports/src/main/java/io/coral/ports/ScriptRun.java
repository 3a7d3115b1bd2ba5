package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Token;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A script to run.
 *
 * @param source its code
 * @param root the only folder it may read; holds the script, if that is a file
 * @param colony where it may ask: a resolved address, its only network permission
 * @param runToken sent with every question, if present
 * @param parameters name to value, as given
 * @param timeout wall-clock time it may take
 * @param memoryBytes memory it may use beyond what the runtime itself needs
 * @param stdio where its streams go
 */
public record ScriptRun(
    ScriptSource source,
    Path root,
    InetSocketAddress colony,
    Optional<Token> runToken,
    Map<String, String> parameters,
    Duration timeout,
    long memoryBytes,
    Stdio stdio) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  public static final long DEFAULT_MEMORY_BYTES = 512L * 1024 * 1024;

  public ScriptRun {
    requireNonNull(source, "source is null");
    requireNonNull(root, "root is null");
    requireNonNull(colony, "colony is null");
    requireNonNull(runToken, "runToken is null");
    parameters = Map.copyOf(parameters);
    requireNonNull(timeout, "timeout is null");
    requireNonNull(stdio, "stdio is null");
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout must be positive, got " + timeout);
    }
    if (memoryBytes <= 0) {
      throw new IllegalArgumentException("memory must be positive, got " + memoryBytes);
    }
  }

  /** A script in a file. */
  public ScriptRun(
      Path script,
      Path root,
      InetSocketAddress colony,
      Optional<Token> runToken,
      Map<String, String> parameters,
      Duration timeout,
      long memoryBytes,
      Stdio stdio) {
    this(
        new ScriptSource.File(script),
        root,
        colony,
        runToken,
        parameters,
        timeout,
        memoryBytes,
        stdio);
  }

  /** Where a script's streams go. */
  public enum Stdio {
    /** To this process's own streams, byte by byte. */
    INHERITED,
    /** The same for its output; there is nothing on its stdin. */
    INHERITED_OUTPUT,
    /** Into the result, capped. */
    CAPTURED
  }
}
