package io.coral.cli.command;

import io.coral.cli.parts.Surroundings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as users write them. */
final class Paths {
  private Paths() {}

  /**
   * An absolute path.
   *
   * @throws io.coral.cli.failure.ComplaintException if {@code text} is none
   */
  static Path of(String argument, String text, Surroundings surroundings) {
    if (text.isEmpty()) {
      throw Arguments.usage(argument + " is empty", "");
    }
    try {
      return surroundings.path(text);
    } catch (InvalidPathException e) {
      throw Arguments.usage(argument + " is no path", "");
    }
  }
}
