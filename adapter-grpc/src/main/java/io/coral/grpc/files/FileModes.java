package io.coral.grpc.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whom a file's mode lets at it, where files have modes. */
public final class FileModes {
  private FileModes() {}

  /** Whether others than its owner may change it, and so who may come in. */
  public static boolean othersMayWrite(Path file) throws IOException {
    Set<PosixFilePermission> mode = mode(file);
    return mode.contains(PosixFilePermission.GROUP_WRITE)
        || mode.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** Whether everybody on this machine may read it. */
  public static boolean everybodyMayRead(Path file) throws IOException {
    return mode(file).contains(PosixFilePermission.OTHERS_READ);
  }

  private static Set<PosixFilePermission> mode(Path file) throws IOException {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      return Set.of();
    }
  }
}
