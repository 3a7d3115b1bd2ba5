package io.coral.deno.jail;

/**
 * The kernel's limits of a process that runs already. There is none for memory: what the kernel
 * could limit is what a process allocates, of which V8 reserves half a gigabyte for each worker and
 * uses hardly any.
 */
final class Limits {
  private static final int DUMP = 4;

  private final Libc libc;

  Limits(Libc libc) {
    this.libc = libc;
  }

  /** A process that is gone needs none. */
  void forbidDumps(long process) {
    try (var none = new Memory(16)) { // the soft one, the hard one
      libc.call(SystemCall.PRLIMIT, process, DUMP, none.address(), 0, 0);
    }
  }
}
