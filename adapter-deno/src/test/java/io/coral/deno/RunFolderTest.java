package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
  @TempDir Path temp;

  @Test
  void folder_isPrivate() throws IOException {
    try (RunFolder folder = RunFolder.create(temp, Optional.empty())) {
      assertThat(Files.getPosixFilePermissions(folder.path()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void otherRunsOfThisProcess_leaveALockAlone() throws IOException {
    Path locks = Path.of("/proc/locks");
    Assumptions.assumeTrue(Files.isReadable(locks), "the system does not list its locks");
    try (RunFolder first = RunFolder.create(temp, Optional.empty())) {
      sweep();

      Object inode = Files.getAttribute(first.path().resolve(".lock"), "unix:ino");
      assertThat(Files.readString(locks)).contains(":" + inode + " ");
      assertThat(first.path()).exists();
    }
  }

  @Test
  void folderOfARunThatIsInterruptedAtOnce_isGone() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> RunFolder.create(temp, Optional.empty()))
          .isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(temp).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".lock-to-be", "deno/location_data"})
  void folderWithoutALock_isSweptWhenItIsOld(String left) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("coral-run-1"));
    if (!left.isEmpty()) {
      Files.createDirectories(folder.resolve(left).getParent());
      Files.createFile(folder.resolve(left));
    }
    FileTime made = Files.getLastModifiedTime(folder);
    Files.setLastModifiedTime(folder, FileTime.from(made.toInstant().minusSeconds(90)));

    sweep();

    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void folderWithoutALock_mayBeAboutToHaveOne() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("coral-run-1"));

    sweep();

    assertThat(folder).exists();
  }

  @Test
  void folderWithALockThatNobodyHolds_isSweptAtOnce() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("coral-run-1"));
    Files.createFile(folder.resolve(".lock"));

    sweep();

    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void otherFolders_areLeftAlone() throws IOException {
    Path other = Files.createDirectory(temp.resolve("other"));
    Path link = Files.createSymbolicLink(temp.resolve("coral-run-link"), other);
    FileTime made = Files.getLastModifiedTime(other);
    Files.setLastModifiedTime(other, FileTime.from(made.toInstant().minusSeconds(90)));

    sweep();

    assertThat(other).exists();
    assertThat(link).exists();
  }

  /** As a run does. */
  private void sweep() throws IOException {
    try (RunFolder own = RunFolder.create(temp, Optional.empty())) {
      own.sweepOthers();
      assertThat(own.path()).exists();
    }
  }
}
