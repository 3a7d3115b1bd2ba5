package io.coral.cli.truth;

import io.coral.cli.truth.CoralProcess.Colony;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A disk of a few megabytes that only one colony and the shell it was started by see. */
final class SmallDisk {
  private static final List<String> OWN_MOUNTS =
      List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");

  private static final String MOUNT = "mount -t tmpfs -o size=\"$2\"m none \"$1\"";

  /** Starts a colony, and then fills the disk, or makes room again, whenever it is told to. */
  private static final String SHELL =
      MOUNT
          + """
           || exit 1
          disk=$1
          shift 2
          "$@" </dev/null &
          colony=$!
          trap 'kill $colony; wait $colony; exit' TERM
          while read -r line; do
            case $line in
              fill) dd if=/dev/zero of="$disk/filler" bs=4096 2>/dev/null; echo filled ;;
              empty) rm "$disk/filler"; echo emptied ;;
            esac
          done
          kill $colony
          """;

  private final Path folder;
  private final String megabytes;

  /**
   * @param folder where it is mounted
   */
  SmallDisk(Path folder, int megabytes) {
    this.folder = folder;
    this.megabytes = Integer.toString(megabytes);
  }

  /** Whether this user may mount one. */
  boolean isPossible() {
    try {
      Process process = new ProcessBuilder(command(MOUNT, List.of())).start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> command(String script, List<String> arguments) {
    var command = new ArrayList<>(OWN_MOUNTS);
    command.addAll(List.of(script, "sh", folder.toString(), megabytes));
    command.addAll(arguments);
    return command;
  }

  /** Starts a colony whose database is on it. */
  Colony colony(String... options) {
    return Colony.start(
        folder.resolve("colony.duckdb"), arguments -> command(SHELL, arguments), options);
  }

  /** Leaves the colony no room. */
  void fill(Colony colony) {
    tell(colony, "fill", "filled");
  }

  /** Makes room again. */
  void empty(Colony colony) {
    tell(colony, "empty", "emptied");
  }

  private static void tell(Colony colony, String what, String done) {
    try {
      String line = colony.ask(what);
      if (!done.equals(line)) {
        throw new AssertionError(what + " was answered by " + line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
