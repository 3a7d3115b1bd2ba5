package io.coral.deno;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process of ours needs of the system to be started and to run, and nothing else of it. */
final class SystemFiles {
  /** Shared libraries; the programs between us and Deno. */
  private static final List<Path> EXECUTABLE =
      Stream.of(
              "/lib",
              "/lib64",
              "/usr/lib",
              "/usr/lib64",
              "/usr/bin/setpriv",
              System.getProperty("java.home") + "/lib/jspawnhelper")
          .map(Path::of)
          .toList();

  /**
   * Where the libraries lie, and what the local time is. And {@code /proc}, which only Deno's own
   * permissions keep scripts out of: the C library looks for the main thread's stack in the
   * process's own memory map, Deno panics where it cannot, and a path below {@code /proc} can be
   * allowed only once the process exists.
   */
  private static final List<Path> READABLE =
      Stream.of("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/proc")
          .map(Path::of)
          .toList();

  private SystemFiles() {}

  static List<Path> executableWith(Path program) {
    return Stream.concat(EXECUTABLE.stream(), Stream.of(program)).toList();
  }

  static List<Path> readableWith(Path... own) {
    return Stream.concat(READABLE.stream(), Stream.of(own)).toList();
  }
}
