package io.coral.deno;

import io.coral.deno.jail.LentFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a process finds the SDK: where it is installed, or lent by a name that is the same in every
 * installation. What Deno keeps of a module, it keeps by the module's name.
 *
 * @param folder where it is installed
 */
record SdkPlace(Path folder, boolean isLent) {
  /** The name of its folder, as the process knows it. */
  Path name() {
    return isLent ? LentFolder.NAME : folder;
  }

  /** What a jail lends, file by file. */
  Optional<LentFolder> lent() {
    return isLent ? Optional.of(new LentFolder(folder)) : Optional.empty();
  }

  /** What a process may read: all of these, and the SDK. */
  List<Path> readableWith(Path root, RunFolder run) {
    return isLent
        ? SystemFiles.readableWith(root, run.path())
        : SystemFiles.readableWith(root, run.path(), folder);
  }
}
