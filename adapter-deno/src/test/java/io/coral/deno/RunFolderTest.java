package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path temp;

  @Test
  void folder_isPrivate() throws IOException {
    try (RunFolder folder = RunFolder.create(temp)) {
      assertThat(Files.getPosixFilePermissions(folder.path()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void otherRunsOfThisProcess_leaveALockAlone() throws IOException {
    Path locks = Path.of("/proc/locks");
    Assumptions.assumeTrue(Files.isReadable(locks), "the system does not list its locks");
    try (RunFolder first = RunFolder.create(temp)) {
      RunFolder.create(temp).close();

      Object inode = Files.getAttribute(first.path().resolve(".lock"), "unix:ino");
      assertThat(Files.readString(locks)).contains(":" + inode + " ");
      assertThat(first.path()).exists();
    }
  }
}
