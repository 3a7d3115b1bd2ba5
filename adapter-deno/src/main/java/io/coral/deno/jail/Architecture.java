package io.coral.deno.jail;

import java.util.Optional;

/** A processor, as the kernel tells them apart: each has numbers of its own for the same calls. */
enum Architecture {
  X86_64(0xC000003E),
  AARCH64(0xC00000B7);

  private final int audit;

  Architecture(int audit) {
    this.audit = audit;
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
}
