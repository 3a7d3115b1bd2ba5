package io.coral.deno.jail;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The kernel's limits of a process that runs already. */
final class Limits {
  private static final int DATA = 2;
  private static final int CORE = 4;

  private final Libc libc;

  Limits(Libc libc) {
    this.libc = libc;
  }

  /** A process that is gone needs none. */
  void set(long process, long dataBytes) {
    set(process, CORE, 0);
    set(process, DATA, dataBytes);
  }

  private void set(long process, int limit, long value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment both = arena.allocate(16, 8); // the soft one, the hard one
      both.set(JAVA_LONG, 0, value);
      both.set(JAVA_LONG, 8, value);
      libc.call(SystemCall.PRLIMIT, process, limit, both.address(), 0, 0);
    }
  }
}
