package io.coral.deno;

import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailException;
import io.coral.deno.jail.JailRules;
import io.coral.deno.jail.Reach;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts the Deno that is asked about a script, in a jail of its own. Nothing of the script runs
 * there; but what reads a hostile text, and calculates with its types, should reach no more than
 * the script itself. It may write, and reach others, only to fetch from them.
 */
final class AskingCells {
  private final Optional<Jail> jail;
  private final DenoInstallation installation;
  private final StandardLibrary library;
  private final Path root;
  private final RunFolder folder;
  private final SdkPlace sdk;

  AskingCells(
      Optional<Jail> jail,
      DenoInstallation installation,
      StandardLibrary library,
      Path root,
      RunFolder folder,
      SdkPlace sdk) {
    this.jail = jail;
    this.installation = installation;
    this.library = library;
    this.root = root;
    this.folder = folder;
    this.sdk = sdk;
  }

  /** For one process that finds everything at hand. */
  Spawner offline() throws JailException {
    return spawner(List.of(), List.of(), new Reach.Nowhere());
  }

  /** For one process that fetches modules of the standard library. */
  Spawner fetching() throws JailException {
    List<Path> names = SystemFiles.toFindOthers();
    return spawner(
        Stream.concat(names.stream(), library.certificates().stream()).toList(),
        List.of(folder.fetched()),
        new Reach.Anywhere());
  }

  private Spawner spawner(List<Path> more, List<Path> writable, Reach reach) throws JailException {
    if (jail.isEmpty()) {
      return Spawner.prepare(Optional.empty());
    }
    List<Path> readable = sdk.readableWith(root, folder);
    var rules =
        new JailRules(
            Stream.concat(readable.stream(), more.stream()).toList(),
            writable,
            SystemFiles.executableWith(installation.deno()),
            reach,
            sdk.lent());
    return Spawner.prepare(Optional.of(jail.get().prepare(rules, installation.deno(), _ -> {})));
  }
}
