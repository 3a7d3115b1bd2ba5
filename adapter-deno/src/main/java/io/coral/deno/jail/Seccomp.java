package io.coral.deno.jail;

import java.util.concurrent.CompletableFuture;

/** The kernel's filter over calls. */
final class Seccomp {
  private static final int SET_MODE_FILTER = 1;
  private static final int GET_ACTION_AVAILABLE = 2;
  private static final int NEW_LISTENER = 1 << 3;
  private static final int ERRNO = 0x00050000;

  private final Libc libc;

  Seccomp(Libc libc) {
    this.libc = libc;
  }

  boolean isAvailable() {
    try (Memory action = new Memory(4).setInt(0, ERRNO)) {
      return libc.call(SystemCall.SECCOMP, GET_ACTION_AVAILABLE, 0, action.address()) == 0;
    }
  }

  /**
   * Whether a filter of ours could be attended: of those that a process is under, one can be, and a
   * container's may be that one already. A thread tries, and is gone with its filter.
   */
  CompletableFuture<Boolean> tryToAttend() {
    var possible = new CompletableFuture<Boolean>();
    Thread.ofPlatform()
        .name("coral-jail-trial")
        .daemon()
        .start(
            () -> {
              try {
                new Privileges(libc).renounce();
                var filter = SystemCallFilter.ofNothing(libc.architecture());
                libc.close(Libc.require("attend to calls", installAttended(filter)));
                possible.complete(true);
              } catch (JailException e) {
                System.getLogger(Seccomp.class.getName())
                    .log(System.Logger.Level.DEBUG, "nobody can attend to calls here", e);
              } finally {
                possible.complete(false); // unless it was possible; whoever waits must be told
              }
            });
    return possible;
  }

  /** Installs a filter over all later calls of this thread and of what it starts. */
  void install(SystemCallFilter filter) throws JailException {
    Libc.require("filter calls", install(filter, 0));
  }

  /**
   * The same, and a doorkeeper answers what the filter asks.
   *
   * @return where the questions arrive; below zero if this process has a doorkeeper already
   */
  long installAttended(SystemCallFilter filter) {
    return install(filter, NEW_LISTENER);
  }

  private long install(SystemCallFilter filter, long flags) {
    try (Memory code = filter.code();
        Memory program = new Memory(16)) {
      program.setShort(0, filter.length()).setLong(8, code.address());
      return libc.call(SystemCall.SECCOMP, SET_MODE_FILTER, flags, program.address());
    }
  }
}
