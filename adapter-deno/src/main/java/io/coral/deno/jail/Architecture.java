package io.coral.deno.jail;

import java.util.Optional;

/** A processor's numbers for the kernel's calls; those of Landlock are the same everywhere. */
enum Architecture {
  X86_64(0xC000003E, 3, 41, 157, 257, 317),
  AARCH64(0xC00000B7, 57, 198, 167, 56, 277);

  private final int audit;
  private final int close;
  private final int socket;
  private final int prctl;
  private final int openat;
  private final int seccomp;

  Architecture(int audit, int close, int socket, int prctl, int openat, int seccomp) {
    this.audit = audit;
    this.close = close;
    this.socket = socket;
    this.prctl = prctl;
    this.openat = openat;
    this.seccomp = seccomp;
  }

  static Optional<Architecture> ofThisSystem() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }

  /** The kernel's name for it, which a filter sees beside each call. */
  int audit() {
    return audit;
  }

  int close() {
    return close;
  }

  int socket() {
    return socket;
  }

  int prctl() {
    return prctl;
  }

  int openat() {
    return openat;
  }

  int seccomp() {
    return seccomp;
  }
}
