package io.coral.deno.jail;

/** What a thread may do beyond others, which it can give up for itself and all it starts. */
final class Privileges {
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int CAPABILITIES_OF_64_BITS = 0x20080522;

  /**
   * To read what its owner keeps from others: kept where it is held, so that root can run a script
   * in another user's private folder. The jail's own rules name the folders anyway.
   */
  private static final int READ_SEARCH = 1 << 2;

  private final Libc libc;

  Privileges(Libc libc) {
    this.libc = libc;
  }

  /**
   * Gives up all of root's powers but one, for good: no program that is started later gains any.
   * Without this promise, the kernel also lets nobody but root confine himself.
   */
  void renounce() throws JailException {
    Libc.require("renounce privileges", libc.call(SystemCall.PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0));
    // Two words each: effective, permitted, inherited.
    try (Memory header = new Memory(8).setInt(0, CAPABILITIES_OF_64_BITS);
        Memory held = new Memory(24)) {
      Libc.require(
          "read capabilities", libc.call(SystemCall.CAPGET, header.address(), held.address(), 0));
      int kept = held.getInt(4) & READ_SEARCH;
      held.clear(24);
      held.setInt(0, kept);
      held.setInt(4, kept);
      Libc.require(
          "drop capabilities", libc.call(SystemCall.CAPSET, header.address(), held.address(), 0));
    }
  }
}
