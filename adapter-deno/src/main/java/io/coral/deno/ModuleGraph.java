package io.coral.deno;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The modules that a script loads, as Deno lists them without running any.
 *
 * @param root the script's own URL, as Deno writes it
 * @param modules by resolved specifier
 */
record ModuleGraph(String root, Map<String, Module> modules) {
  ModuleGraph {
    modules = Map.copyOf(modules);
  }

  /** The files of a folder that the script is made of, also those that are not there. */
  Set<Path> filesIn(Path folder) {
    String inside = FileUrl.ofFolder(folder);
    return modules.keySet().stream()
        .filter(specifier -> specifier.startsWith(inside))
        .map(FileUrl::path)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A module.
   *
   * @param specifier its resolved URL
   * @param file where it was read from; empty if from no file
   * @param error why it cannot be loaded; empty if it can
   */
  record Module(String specifier, String file, String error, List<Import> imports) {
    Module {
      imports = List.copyOf(imports);
    }
  }

  /**
   * An import of one module by another.
   *
   * @param written the specifier in the source
   * @param resolved its URL; empty if it has none
   * @param error why it has none; empty if it has one
   * @param line in the importing source, from 1; 0 if unknown
   */
  record Import(String written, String resolved, String error, int line) {}
}
