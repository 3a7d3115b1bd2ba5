package io.coral.deno.jail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Landlock: everything it handles is refused, but for what a rule allows. Newer kernels handle
 * more; each is asked for all that it knows.
 */
final class Landlock {
  private static final long ASK_VERSION = 1;
  private static final long RULE_PATH = 1;
  private static final long RULE_PORT = 2;

  private static final long EXECUTE = 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_FOLDER = 1 << 3;

  private static final long OF_FILES = EXECUTE | READ_FILE;

  /** To read, write and truncate files, and to make, move and remove them, and folders. */
  private static final long CHANGE =
      READ_FILE | READ_FOLDER | 1 << 1 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 13 | 1 << 14;

  private static final long BIND_TCP = 1;
  private static final long CONNECT_TCP = 1 << 1;

  /** Signals, and sockets with names outside the file system. */
  private static final long SCOPED = 3;

  private final Libc libc;
  private final long version;

  private Landlock(Libc libc, long version) {
    this.libc = libc;
    this.version = version;
  }

  /** Empty if the kernel has no Landlock, or has it switched off. */
  static Optional<Landlock> of(Libc libc) {
    long version = libc.call(SystemCall.LANDLOCK_CREATE_RULESET, 0, 0, ASK_VERSION);
    return version > 0 ? Optional.of(new Landlock(libc, version)) : Optional.empty();
  }

  void restrictThisThread(JailRules rules) throws JailException {
    long ruleset = createRuleset(rules.reach());
    for (Path path : rules.readable()) {
      allow(ruleset, path, READ_FILE | READ_FOLDER);
    }
    for (Path path : rules.writable()) {
      allow(ruleset, path, handledOnFiles() & CHANGE);
    }
    for (Path path : rules.executable()) {
      allow(ruleset, path, READ_FILE | READ_FOLDER | EXECUTE);
    }
    if (version >= 4 && rules.reach() instanceof Reach.Port(int port)) {
      allowPort(ruleset, port);
    }
    Libc.require("restrict a thread", libc.call(SystemCall.LANDLOCK_RESTRICT_SELF, ruleset, 0, 0));
    libc.close(ruleset);
  }

  private long createRuleset(Reach reach) throws JailException {
    try (var handled = new Memory(24)) {
      handled.setLong(0, handledOnFiles());
      handled.setLong(8, version >= 4 ? handledOnPorts(reach) : 0);
      handled.setLong(16, version >= 6 ? SCOPED : 0);
      long known = version >= 6 ? 24 : version >= 4 ? 16 : 8;
      return Libc.require(
          "make a jail",
          libc.call(SystemCall.LANDLOCK_CREATE_RULESET, handled.address(), known, 0));
    }
  }

  private static long handledOnPorts(Reach reach) {
    return reach.isLimited() ? BIND_TCP | CONNECT_TCP : BIND_TCP;
  }

  /** One bit a right: 13 at first, then moving, truncating and control of devices. */
  private long handledOnFiles() {
    int rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    return (1L << rights) - 1;
  }

  private void allow(long ruleset, Path path, long rights) throws JailException {
    long handle = libc.handle(path);
    if (handle < 0) {
      return; // what is not there needs no rule
    }
    long fitting = Files.isDirectory(path) ? rights : rights & OF_FILES;
    try (Memory rule = new Memory(12).setLong(0, fitting).setInt(8, (int) handle)) {
      Libc.require("open a jail for " + path, add(ruleset, RULE_PATH, rule));
    } finally {
      libc.close(handle);
    }
  }

  private void allowPort(long ruleset, int port) throws JailException {
    try (Memory rule = new Memory(16).setLong(0, CONNECT_TCP).setLong(8, port)) {
      Libc.require("open a jail for a port", add(ruleset, RULE_PORT, rule));
    }
  }

  private long add(long ruleset, long kind, Memory rule) {
    return libc.call(SystemCall.LANDLOCK_ADD_RULE, ruleset, kind, rule.address(), 0, 0);
  }

  /** Whether the port of TCP is held too. */
  boolean holdsPorts() {
    return version >= 4;
  }

  /** Whether signals to processes outside are held too. */
  boolean holdsSignals() {
    return version >= 6;
  }
}
