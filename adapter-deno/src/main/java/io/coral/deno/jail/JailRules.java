package io.coral.deno.jail;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a jailed process may still do. Paths that do not exist give no access; links are resolved
 * now, and what they lead to later does not count.
 *
 * @param readable files, and folders with all below them
 * @param writable folders, to change all below them
 * @param executable files, and folders with all below them, to read and to execute
 * @param reach whom it may connect to
 * @param lent opened for it by name, without a rule for where it lies; only in a jail that lends
 */
public record JailRules(
    List<Path> readable,
    List<Path> writable,
    List<Path> executable,
    Reach reach,
    Optional<LentFolder> lent) {
  public JailRules {
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
    executable = List.copyOf(executable);
    requireNonNull(reach, "reach is null");
    requireNonNull(lent, "lent is null");
  }

  /** Rules for what changes nothing. */
  public JailRules(List<Path> readable, List<Path> executable, Reach reach) {
    this(readable, List.of(), executable, reach, Optional.empty());
  }

  /** The same, with more to read. */
  JailRules reading(Path more) {
    List<Path> all = Stream.concat(readable.stream(), Stream.of(more)).toList();
    return new JailRules(all, writable, executable, reach, lent);
  }
}
