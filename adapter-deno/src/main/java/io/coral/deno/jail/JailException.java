package io.coral.deno.jail;

import java.io.IOException;

/** The kernel has jails, and refused this one. */
public final class JailException extends IOException {
  private static final long serialVersionUID = 1L;

  JailException(String attempt, long error) {
    super("the kernel refuses to " + attempt + ": error " + error);
  }
}
