package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Where a script's code is. */
public sealed interface ScriptSource {
  /** A file, which says by its name what it holds: {@code .ts}, {@code .js} and their kin. */
  record File(Path path) implements ScriptSource {
    public File {
      requireNonNull(path, "path is null");
    }
  }

  /**
   * TypeScript that is in no file. Its imports start from the root, and it finds the SDK as {@code
   * coral} also without importing it.
   *
   * @param name what messages call it, such as {@code <stdin>}
   */
  record Inline(String name, String code) implements ScriptSource {
    public Inline {
      requireNonNull(name, "name is null");
      requireNonNull(code, "code is null");
    }
  }
}
