package io.coral.deno.jail;

/**
 * Keeps this process's memory and environment from being looked at, while scripts run.
 *
 * <p>Landlock lets nobody look out of a jail; but the thread that starts a script is in the same
 * jail, and by way of that thread the kernel would show all of this process. What counts as not to
 * be dumped is shown to nobody without root's power to trace, which a jailed process has given up.
 */
final class Discretion {
  private static final int PR_GET_DUMPABLE = 3;
  private static final int PR_SET_DUMPABLE = 4;

  private static int held;
  private static long before;

  private final Libc libc;

  Discretion(Libc libc) {
    this.libc = libc;
  }

  void begin() {
    synchronized (Discretion.class) {
      if (held++ == 0) {
        before = libc.call(SystemCall.PRCTL, PR_GET_DUMPABLE, 0, 0);
        libc.call(SystemCall.PRCTL, PR_SET_DUMPABLE, 0, 0);
      }
    }
  }

  void end() {
    synchronized (Discretion.class) {
      if (--held == 0 && before == 1) {
        libc.call(SystemCall.PRCTL, PR_SET_DUMPABLE, before, 0);
      }
    }
  }
}
