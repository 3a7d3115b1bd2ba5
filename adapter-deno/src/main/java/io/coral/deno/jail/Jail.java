package io.coral.deno.jail;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Confines processes to what rules name, by the kernel's own means; the rest of the JVM stays free.
 *
 * <p>Files are Landlock's business: only what the rules name can be opened, links resolved,
 * whatever path led there. So is the port of TCP, and signals to processes outside. seccomp refuses
 * what Landlock does not know: sockets other than TCP, and calls that no script has a use for. A
 * doorkeeper decides the few calls that are right once and wrong later. Root's powers are given up,
 * and this process cannot be looked into.
 */
public final class Jail {
  private final Libc libc;
  private final Optional<Landlock> landlock;
  private final boolean filters;
  private final boolean attends;

  private Jail(Libc libc) {
    this.libc = libc;
    var seccomp = new Seccomp(libc);
    CompletableFuture<Boolean> unattended = seccomp.tryToAttend();
    this.landlock = Landlock.of(libc);
    this.filters = seccomp.isAvailable();
    this.attends = filters && Doorkeeper.isPossible() && unattended.join();
  }

  /** This system's jail; empty where the kernel has none. Some kernels have but parts of one. */
  public static Optional<Jail> ofThisSystem() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return Optional.empty();
    }
    return Architecture.ofThisSystem().map(Libc::new).map(Jail::new);
  }

  /** Whether files are held: only what the rules name can be opened. */
  public boolean holdsFiles() {
    return landlock.isPresent();
  }

  /** Whether the port of TCP is held. */
  public boolean holdsPorts() {
    return landlock.filter(Landlock::holdsPorts).isPresent();
  }

  /** Whether calls are held that Landlock does not know. */
  public boolean holdsCalls() {
    return filters;
  }

  /** Whether other programs are held, and what the system tells about other processes. */
  public boolean holdsProcesses() {
    return attends && landlock.filter(Landlock::holdsSignals).isPresent();
  }

  /** Whether rules may name a folder that is lent. */
  public boolean lends() {
    return attends;
  }

  /**
   * Makes a jail ready, on a free thread.
   *
   * @param program the last one that may be started
   * @param remarks gets what the process writes to {@link Cell#remarks()}
   * @throws IllegalArgumentException if a folder is lent in a jail that does not lend
   */
  public Cell prepare(JailRules rules, Path program, Consumer<byte[]> remarks)
      throws JailException {
    if (rules.lent().isPresent() && !lends()) {
      throw new IllegalArgumentException("nobody can lend a folder here");
    }
    Optional<Doorkeeper> doorkeeper =
        attends
            ? Optional.of(new Doorkeeper(libc, program, rules.lent(), remarks))
            : Optional.empty();
    doorkeeper.ifPresent(Doorkeeper::start);
    return new Cell(libc, landlock, filters, doorkeeper, rules);
  }
}
