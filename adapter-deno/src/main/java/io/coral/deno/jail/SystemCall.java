package io.coral.deno.jail;

/** Calls that a jail is made with, or looks at. Numbers are those of x86-64 and of arm64. */
enum SystemCall {
  CAPGET(125, 90),
  CAPSET(126, 91),
  CLONE(56, 220),
  CLONE3(435, 435),
  CLOSE(3, 57),
  EVENTFD(290, 19),
  EXECVE(59, 221),
  IOCTL(16, 29),
  LANDLOCK_CREATE_RULESET(444, 444),
  LANDLOCK_ADD_RULE(445, 445),
  LANDLOCK_RESTRICT_SELF(446, 446),
  OPENAT(257, 56),
  PIPE(293, 59),
  POLL(271, 73),
  PRCTL(157, 167),
  PRLIMIT(302, 261),
  READ(0, 63),
  SECCOMP(317, 277),
  SENDTO(44, 206),
  SENDMSG(46, 211),
  SENDMMSG(307, 269),
  SOCKET(41, 198),
  WRITE(1, 64);

  private final int x86;
  private final int arm;

  SystemCall(int x86, int arm) {
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
