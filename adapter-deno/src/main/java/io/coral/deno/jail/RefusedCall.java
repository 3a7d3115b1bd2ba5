package io.coral.deno.jail;

/**
 * Calls that no script has a use for, and that have been ways out of sandboxes.
 *
 * <p>Numbers are those of x86-64 and of arm64.
 */
enum RefusedCall {
  // Other processes' insides
  PTRACE(101, 117),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PIDFD_OPEN(434, 434),
  PIDFD_GETFD(438, 438),
  PROCESS_MADVISE(440, 440),
  PERF_EVENT_OPEN(298, 241),
  USERFAULTFD(323, 282),

  // Runs other calls past a filter
  IO_URING_SETUP(425, 425),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),

  // Mounts, namespaces, files by their inner number
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  UNSHARE(272, 97),
  SETNS(308, 268),
  OPEN_BY_HANDLE_AT(304, 265),

  // The kernel itself
  ADD_KEY(248, 217),
  REQUEST_KEY(249, 218),
  KEYCTL(250, 219),
  BPF(321, 280),
  INIT_MODULE(175, 105),
  FINIT_MODULE(313, 273),
  DELETE_MODULE(176, 106),
  KEXEC_LOAD(246, 104),
  KEXEC_FILE_LOAD(320, 294),
  SWAPON(167, 224),
  SWAPOFF(168, 225),
  REBOOT(169, 142),
  ACCT(163, 89);

  private final int x86;
  private final int arm;

  RefusedCall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  int number(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> x86;
      case AARCH64 -> arm;
    };
  }
}
