package io.coral.deno.jail;

/**
 * Calls that no script has a use for, and that have been ways out of sandboxes.
 *
 * <p>Numbers are those of x86-64 and of arm64.
 */
enum RefusedCall {
  // Other processes: their insides, their ends, and ways to make one that nobody is asked about
  FORK(57, RefusedCall.NONE),
  VFORK(58, RefusedCall.NONE),
  PTRACE(101, 117),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PIDFD_OPEN(434, 434),
  PIDFD_GETFD(438, 438),
  PROCESS_MADVISE(440, 440),
  PERF_EVENT_OPEN(298, 241),
  USERFAULTFD(323, 282),
  KCMP(312, 272),
  KILL(62, 129),
  TKILL(200, 130),
  PIDFD_SEND_SIGNAL(424, 424),
  RT_SIGQUEUEINFO(129, 138),
  RT_TGSIGQUEUEINFO(297, 240),

  // Memory and queues that processes share by a name
  SHMGET(29, 194),
  SHMAT(30, 196),
  SEMGET(64, 190),
  MSGGET(68, 186),
  MQ_OPEN(240, 180),

  // Programs that are no file
  MEMFD_CREATE(319, 279),
  EXECVEAT(322, 281),

  // Servers: Landlock sees who binds a port, not who listens on one that nobody named
  BIND(49, 200),
  LISTEN(50, 201),

  // What Landlock lets an owner do to his files by their names, wherever they lie
  CHMOD(90, RefusedCall.NONE),
  FCHMOD(91, 52),
  FCHMODAT(268, 53),
  FCHMODAT2(452, 452),
  CHOWN(92, RefusedCall.NONE),
  LCHOWN(94, RefusedCall.NONE),
  FCHOWN(93, 55),
  FCHOWNAT(260, 54),
  UTIME(132, RefusedCall.NONE),
  UTIMES(235, RefusedCall.NONE),
  FUTIMESAT(261, RefusedCall.NONE),
  UTIMENSAT(280, 88),
  SETXATTR(188, 5),
  LSETXATTR(189, 6),
  FSETXATTR(190, 7),
  SETXATTRAT(463, 463),
  REMOVEXATTR(197, 14),
  LREMOVEXATTR(198, 15),
  FREMOVEXATTR(199, 16),
  REMOVEXATTRAT(466, 466),
  TRUNCATE(76, 45),

  // Names of files that come and go, wherever they lie
  INOTIFY_INIT1(294, 26),
  FANOTIFY_INIT(300, 262),

  // Runs other calls past a filter
  IO_URING_SETUP(425, 425),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),

  // Mounts, namespaces, files by their inner number
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  CHROOT(161, 51),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  FSOPEN(430, 430),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSPICK(433, 433),
  MOUNT_SETATTR(442, 442),
  UNSHARE(272, 97),
  SETNS(308, 268),
  NAME_TO_HANDLE_AT(303, 264),
  OPEN_BY_HANDLE_AT(304, 265),

  // The kernel itself
  SYSLOG(103, 116),
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

  /** Where a processor has but the newer form of a call. */
  private static final int NONE = -1;

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
