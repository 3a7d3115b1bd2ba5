package io.coral.deno.jail;

/**
 * What a jailed process is given although its jail has no rule for it, by the flags with which it
 * is opened. A rule cannot name a file that exists only once the process does.
 */
enum HandedOut {
  /**
   * Where the C library looks for the main thread's stack: the process's own memory map. Deno
   * panics where it cannot be read.
   */
  OWN_MEMORY_MAP("/proc/self/maps", 0x80000, 0x80000),

  /** Where the JDK's launcher looks for what it has to close before it becomes a program. */
  OWN_HANDLES("/proc/self/fd", 0x90800, 0x84800),

  /** Where Deno tells which permissions were asked for; what it gets is a pipe to us. */
  REMARKS("/coral/remarks", 0x80241, 0x80241);

  /** Bytes of the longest path and the zero behind it. */
  static final int LONGEST = 16;

  private final String path;
  private final int x86;
  private final int arm;

  HandedOut(String path, int x86, int arm) {
    this.path = path;
    this.x86 = x86;
    this.arm = arm;
  }

  String path() {
    return path;
  }

  /** Whether this path, to its end, is what was read; most others differ early. */
  boolean isIn(Memory read) {
    return read.startsWith(path) && read.getByte(path.length()) == 0;
  }

  int flags(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> x86;
      case AARCH64 -> arm;
    };
  }
}
