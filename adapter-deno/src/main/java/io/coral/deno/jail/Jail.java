package io.coral.deno.jail;

import java.util.Locale;
import java.util.Optional;

/**
 * Confines a thread and all it starts, for good; the rest of the JVM stays free.
 *
 * <p>Files are Landlock's business: only what the rules name can be opened, links resolved,
 * whatever path led there. So is the port of TCP, and signals to processes outside. seccomp refuses
 * what Landlock does not know: sockets other than TCP, and calls that no script has a use for.
 */
public final class Jail {
  private final Libc libc;
  private final Landlock landlock;

  private Jail(Libc libc, Landlock landlock) {
    this.libc = libc;
    this.landlock = landlock;
  }

  /** This system's jail; empty where the kernel has none. */
  public static Optional<Jail> ofThisSystem() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return Optional.empty();
    }
    return Architecture.ofThisSystem()
        .flatMap(
            architecture -> {
              var libc = new Libc(architecture);
              return Landlock.of(libc).map(landlock -> new Jail(libc, landlock));
            });
  }

  /**
   * Confines the calling thread. It should be a thread of its own: there is no way back, and it can
   * load no more classes than it needs to start a process.
   *
   * @throws JailException if the kernel refuses; then nothing must be started
   */
  public void confineThisThread(JailRules rules) throws JailException {
    var filter = SystemCallFilter.of(libc.architecture()); // while its class can still be loaded
    libc.renouncePrivileges();
    landlock.restrictThisThread(rules);
    libc.filterCalls(filter);
  }
}
