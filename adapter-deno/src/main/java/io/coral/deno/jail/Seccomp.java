package io.coral.deno.jail;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

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
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = arena.allocate(4, 4);
      action.set(JAVA_INT, 0, ERRNO);
      return libc.call(SystemCall.SECCOMP, GET_ACTION_AVAILABLE, 0, action.address()) == 0;
    }
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
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program = arena.allocate(16, 8);
      program.set(JAVA_SHORT, 0, (short) filter.length());
      program.set(ADDRESS, 8, filter.code(arena));
      return libc.call(SystemCall.SECCOMP, SET_MODE_FILTER, flags, program.address());
    }
  }
}
