package io.coral.deno;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process of ours needs of the system to be started and to run, and nothing else of it. */
final class SystemFiles {
  /** What loads shared libraries; the programs between us and Deno. */
  private static final List<Path> EXECUTABLE =
      Stream.of(
              "/lib64/ld-linux-x86-64.so.2",
              "/lib/ld-linux-aarch64.so.1",
              "/usr/bin/setpriv",
              System.getProperty("java.home") + "/lib/jspawnhelper")
          .map(Path::of)
          .toList();

  /** Shared libraries and where they lie, and what the local time is. */
  private static final List<Path> READABLE =
      Stream.of(
              "/lib",
              "/lib64",
              "/usr/lib",
              "/usr/lib64",
              "/etc/ld.so.cache",
              "/etc/localtime",
              "/usr/share/zoneinfo")
          .map(Path::of)
          .toList();

  /** Where the addresses of others are looked up. */
  private static final List<Path> NAMES =
      Stream.of(
              "/etc/resolv.conf",
              "/etc/hosts",
              "/etc/host.conf",
              "/etc/nsswitch.conf",
              "/etc/gai.conf")
          .map(Path::of)
          .toList();

  private SystemFiles() {}

  static List<Path> toFindOthers() {
    return NAMES;
  }

  static List<Path> executableWith(Path program) {
    return Stream.concat(EXECUTABLE.stream(), Stream.of(program)).toList();
  }

  static List<Path> readableWith(Path... own) {
    return Stream.concat(READABLE.stream(), Stream.of(own)).toList();
  }
}
