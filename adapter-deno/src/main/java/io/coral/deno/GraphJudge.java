package io.coral.deno;

import io.coral.deno.ModuleGraph.Import;
import io.coral.deno.ModuleGraph.Module;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.Malformed;
import io.coral.ports.ScriptFailure.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a module graph before anything of it runs. Deno loads the static graph without asking for
 * permission, and follows links; so each module must be the SDK, a file that really lies in the
 * root, or of Deno's standard library.
 */
final class GraphJudge {
  private static final String STANDARD_LIBRARY = "jsr:@std/";

  private final ScriptFiles files;
  private final Path root;
  private final String rootUrl;
  private final String sdkUrl;
  private final String libraryUrl;

  /**
   * @param files the script and its root, with links resolved
   * @param libraryUrl what the URLs of the standard library begin with
   */
  GraphJudge(ScriptFiles files, Path sdk, String libraryUrl) {
    this.files = files;
    this.root = files.root();
    this.rootUrl = FileUrl.ofFolder(root);
    this.sdkUrl = FileUrl.ofFolder(sdk);
    this.libraryUrl = libraryUrl;
  }

  /**
   * Judges what the script leads to.
   *
   * @return the first thing wrong, in the order of imports; empty if all is well
   */
  Optional<ScriptFailure> judge(ModuleGraph graph) {
    return judge(graph, false);
  }

  /** The same, where the standard library may not be at hand yet. */
  Optional<ScriptFailure> judgeUnfetched(ModuleGraph graph) {
    return judge(graph, true);
  }

  private Optional<ScriptFailure> judge(ModuleGraph graph, boolean unfetched) {
    if (!graph.modules().containsKey(graph.root())) {
      return Optional.of(
          new Malformed(
              "the script's path cannot be written as a URL", "rename it in plain letters"));
    }
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(graph.root());
    while (!open.isEmpty()) {
      String specifier = open.remove();
      Module module = graph.modules().get(specifier);
      if (module == null || !seen.add(specifier) || (unfetched && isOfLibrary(specifier))) {
        continue;
      }
      if (!module.error().isEmpty()) {
        return Optional.of(new Malformed(relative(module.error()), ""));
      }
      for (Import each : module.imports()) {
        Optional<ScriptFailure> wrong = judge(graph, module, each, unfetched);
        if (wrong.isPresent()) {
          return wrong;
        }
        open.add(each.resolved());
      }
    }
    return Optional.empty();
  }

  /** Whether the graph names modules of the standard library that are not in the cache yet. */
  boolean lacksStandardLibrary(ModuleGraph graph) {
    return graph.modules().values().stream()
        .anyMatch(module -> !module.error().isEmpty() && isOfLibrary(module.specifier()));
  }

  private boolean isOfLibrary(String specifier) {
    return specifier.startsWith(STANDARD_LIBRARY) || specifier.startsWith(libraryUrl);
  }

  private Optional<ScriptFailure> judge(
      ModuleGraph graph, Module importer, Import each, boolean unfetched) {
    String resolved = each.resolved();
    if (isOurs(importer.specifier())) {
      return Optional.empty();
    }
    if (unfetched && isOfLibrary(resolved)) {
      return Optional.empty();
    }
    if (isOurs(resolved)) {
      return unloadable(graph, importer, each);
    }
    if (!resolved.startsWith(rootUrl)) {
      return Optional.of(refusal(importer, each, ruleAgainst(each)));
    }
    Module module = graph.modules().get(resolved);
    if (module != null && leadsOut(module)) {
      return Optional.of(refusal(importer, each, ImportRule.LINK_OUT_OF_ROOT));
    }
    return unloadable(graph, importer, each);
  }

  /** The SDK and the standard library are trusted, also in what they import. */
  private boolean isOurs(String specifier) {
    return specifier.startsWith(sdkUrl) || isOfLibrary(specifier);
  }

  /** Also where Deno could not follow a link, because its jail is as small as the root. */
  private boolean leadsOut(Module module) {
    boolean loaded = !module.file().isEmpty();
    try {
      Path file = loaded ? Path.of(module.file()) : FileUrl.path(module.specifier());
      return !file.toRealPath().startsWith(root);
    } catch (IOException | IllegalArgumentException e) {
      return loaded; // gone since Deno has read it; or nothing is there
    }
  }

  private Optional<ScriptFailure> unloadable(ModuleGraph graph, Module importer, Import each) {
    Module module = graph.modules().get(each.resolved());
    if (module == null || module.error().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Malformed(
            location(importer, each)
                + ": cannot import \""
                + each.written()
                + "\": "
                + relative(module.error()),
            isOfLibrary(each.resolved())
                ? "the standard library is fetched from jsr.io once; is it reachable?"
                : ""));
  }

  private static ImportRule ruleAgainst(Import each) {
    String resolved = each.resolved();
    String written = each.written();
    if (written.startsWith("http:") || written.startsWith("https:")) {
      return ImportRule.REMOTE;
    }
    if (resolved.startsWith("jsr:")) {
      return ImportRule.OTHER_JSR;
    }
    if (resolved.startsWith("npm:")) {
      return ImportRule.NPM;
    }
    if (resolved.startsWith("node:")) {
      return ImportRule.NODE;
    }
    if (resolved.startsWith("data:") || resolved.startsWith("blob:")) {
      return ImportRule.INLINE;
    }
    return resolved.startsWith("file:") ? ImportRule.OUTSIDE_ROOT : ImportRule.UNKNOWN_NAME;
  }

  private Refused refusal(Module importer, Import each, ImportRule rule) {
    String location = location(importer, each);
    return new Refused(
        location,
        rule.name(),
        location + ": cannot import \"" + shortened(each.written()) + "\": " + rule.sentence(),
        rule.hint());
  }

  private String location(Module importer, Import each) {
    String file = relative(importer.specifier());
    return each.line() > 0 ? file + ":" + each.line() : file;
  }

  /** Without the root's own path, which is the reader's current folder as a rule. */
  private String relative(String text) {
    return files.named(text);
  }

  private static String shortened(String specifier) {
    return specifier.length() <= 80 ? specifier : specifier.substring(0, 77) + "...";
  }
}
