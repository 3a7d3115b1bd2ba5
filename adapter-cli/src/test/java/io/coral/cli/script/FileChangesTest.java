package io.coral.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes as editors and version control make them, on the real file system. */
@Timeout(60)
class FileChangesTest {
  @TempDir private Path folder;
  private Path script;
  private Path imported;
  private FileChanges changes;

  @BeforeEach
  void watch() throws IOException {
    folder = folder.toRealPath();
    script = Files.writeString(folder.resolve("main.ts"), "1");
    Path lib = Files.createDirectories(folder.resolve("lib/deep"));
    imported = Files.writeString(lib.resolve("a.ts"), "1");
    for (Path old : Set.of(script, imported)) {
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
    }
    changes = new FileChanges(InstantSource.system(), folder, script);
    changes.startOver();
    changes.watch(Set.of(script, imported));
  }

  @AfterEach
  void close() throws IOException {
    changes.close();
  }

  /** The change that was told; whatever was told before it is forgotten. */
  private Path next() throws InterruptedException {
    Path changed = changes.next();
    changes.settle();
    return changed;
  }

  @Test
  void writing_isAChange() throws Exception {
    Files.writeString(imported, "2");

    assertThat(next()).isEqualTo(imported);
  }

  @Test
  void replacingByRename_isAChange_everyTime() throws Exception {
    for (int i = 0; i < 3; i++) {
      Path part = Files.writeString(folder.resolve("main.ts.tmp"), "new " + i);
      Files.move(part, script, StandardCopyOption.ATOMIC_MOVE);

      assertThat(next()).isEqualTo(script);
    }
  }

  @Test
  void deletingAndMaking_areChanges() throws Exception {
    Files.delete(imported);
    assertThat(next()).isEqualTo(imported);

    Files.writeString(imported, "again");
    assertThat(next()).isEqualTo(imported);
  }

  @Test
  void replacingAFolder_isAChange_andItsFilesAreWatchedAgain() throws Exception {
    Files.move(folder.resolve("lib"), folder.resolve("old"));
    assertThat(imported).as("what leads to it: %s", next()).startsWithRaw(folder.resolve("lib"));

    Path other = Files.createDirectories(folder.resolve("other/deep"));
    Files.writeString(other.resolve("a.ts"), "2");
    Files.move(folder.resolve("other"), folder.resolve("lib"));
    assertThat(next()).isEqualTo(folder.resolve("lib"));

    Files.writeString(imported, "3");
    assertThat(next()).isEqualTo(imported);
  }

  @Test
  void filesThatAreNotWatched_areNone() throws Exception {
    Files.writeString(folder.resolve(".main.ts.swp"), "x");
    Files.writeString(folder.resolve("main.ts~"), "x");
    Files.writeString(imported.resolveSibling("b.ts"), "x");
    Files.writeString(script, "2");

    assertThat(next()).isEqualTo(script);
  }

  @Test
  void manySaves_areOneChange() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      Files.writeString(script, "save " + i);
    }
    assertThat(next()).isEqualTo(script);

    Files.writeString(imported, "after them");
    assertThat(changes.next()).isEqualTo(imported);
  }

  @Test
  void targetOfALink_isWatchedToo() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.ts"), imported);
    changes.settle();
    changes.watch(Set.of(link));

    Files.writeString(imported, "2");

    assertThat(next()).isEqualTo(imported);
  }

  @Test
  void changeBeforeTheWatch_isToldAllTheSame() throws Exception {
    Path late = Files.writeString(folder.resolve("late.ts"), "1");
    changes.settle();

    changes.watch(Set.of(late)); // written after the start, and only now known

    assertThat(next()).isEqualTo(late);
  }

  @Test
  void dateInTheFuture_isNoChange() throws Exception {
    Files.setLastModifiedTime(imported, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
    changes.settle();
    changes.startOver();

    changes.watch(Set.of(imported));
    Files.writeString(script, "2");

    assertThat(next()).isEqualTo(script);
  }
}
