package io.coral.deno.jail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A jail made ready for one process; the thread that starts it enters first. */
public final class Cell implements AutoCloseable {
  /**
   * Readable where no doorkeeper hands out the one file of it that Deno needs: then only Deno's own
   * permissions keep scripts from reading what the system tells about processes.
   */
  private static final Path PROCESSES = Path.of("/proc");

  private final Libc libc;
  private final Optional<Landlock> landlock;
  private final boolean filtered;
  private final Optional<Doorkeeper> doorkeeper;
  private final JailRules rules;
  private final Discretion discretion;

  Cell(
      Libc libc,
      Optional<Landlock> landlock,
      boolean filtered,
      Optional<Doorkeeper> doorkeeper,
      JailRules rules) {
    this.libc = libc;
    this.landlock = landlock;
    this.filtered = filtered;
    this.doorkeeper = doorkeeper;
    this.rules = rules;
    this.discretion = new Discretion(libc);
    discretion.begin();
  }

  /**
   * Confines the calling thread, and all it starts. It should be a thread of its own: there is no
   * way back, and it can load no more classes than it needs to start a process.
   *
   * @throws JailException if the kernel refuses; then nothing must be started
   */
  public void enter() throws JailException {
    new Privileges(libc).renounce();
    boolean attended = filtered && filter();
    if (landlock.isPresent()) {
      landlock.get().restrictThisThread(attended ? rules : rules.reading(PROCESSES));
    }
  }

  /** Whether a doorkeeper attends. */
  private boolean filter() throws JailException {
    var seccomp = new Seccomp(libc);
    if (doorkeeper.isPresent()) {
      long listener =
          seccomp.installAttended(SystemCallFilter.of(libc.architecture(), true, rules.reach()));
      if (listener >= 0) {
        doorkeeper.get().attend(listener);
        return true;
      }
      if (rules.lent().isPresent()) {
        throw new JailException("lend a folder", -listener);
      }
    }
    seccomp.install(SystemCallFilter.of(libc.architecture(), false, rules.reach()));
    return false;
  }

  /** Waits until nothing is asked any more that has to be answered for the process to start. */
  public void awaitProgram(Duration longest) throws InterruptedException {
    if (doorkeeper.isPresent()) {
      doorkeeper.get().awaitProgram(longest);
    }
  }

  /** Sees to it that no picture of the process's memory is left on disk, should it crash. */
  public void forbidDumps(long process) {
    new Limits(libc).forbidDumps(process);
  }

  /**
   * Where the process can write remarks to us, by a path that exists for it alone.
   *
   * @return empty where there is no such way
   */
  public Optional<String> remarks() {
    return doorkeeper.map(_ -> HandedOut.REMARKS.path());
  }

  /** To be called once the process has ended; when this returns, all its remarks are in. */
  @Override
  public void close() {
    doorkeeper.ifPresent(Doorkeeper::close);
    discretion.end();
  }
}
