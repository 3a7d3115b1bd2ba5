package io.coral.grpc.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshedTest {
  @TempDir private Path folder;
  private final AtomicInteger reads = new AtomicInteger();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("file"), "one");
  }

  private Refreshed<String> opened(Duration patience) {
    return Refreshed.of(List.of(file), this::read, patience).get();
  }

  private Either<String, String> read() throws IOException {
    reads.incrementAndGet();
    String text = FileTexts.read(file, 100);
    return text.startsWith("bad") ? Either.left("it is bad") : Either.right(text);
  }

  @Test
  void current_unchangedFile_isReadOnce() {
    var refreshed = opened(Duration.ZERO);

    for (int i = 0; i < 10; i++) {
      assertThat(refreshed.current()).isEqualTo("one");
    }

    assertThat(reads).hasValue(1);
  }

  @Test
  void current_changedFile_isReadAgain() throws IOException {
    var refreshed = opened(Duration.ZERO);

    Files.writeString(file, "second");

    assertThat(refreshed.current()).isEqualTo("second");
  }

  @Test
  void current_fileReplacedByOneOfTheSameSizeAndTime_isReadAgain() throws IOException {
    var refreshed = opened(Duration.ZERO);
    FileTime time = Files.getLastModifiedTime(file);

    Path other = Files.writeString(folder.resolve("other"), "two");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(refreshed.current()).isEqualTo("two");
  }

  @Test
  void current_fileThatTurnedBad_keepsWhatWas_andIsNotReadOverAndOver() throws IOException {
    var refreshed = opened(Duration.ZERO);

    Files.writeString(file, "bad now");
    for (int i = 0; i < 10; i++) {
      assertThat(refreshed.current()).isEqualTo("one");
    }

    assertThat(reads).hasValue(2);
    Files.writeString(file, "good again");
    assertThat(refreshed.current()).isEqualTo("good again");
  }

  @Test
  void current_fileThatIsGone_keepsWhatWas() throws IOException {
    var refreshed = opened(Duration.ZERO);

    Files.delete(file);
    assertThat(refreshed.current()).isEqualTo("one");

    Files.writeString(file, "back");
    assertThat(refreshed.current()).isEqualTo("back");
  }

  @Test
  void current_withinPatience_doesNotLook() throws IOException {
    var refreshed = opened(Duration.ofDays(1));

    Files.writeString(file, "second");

    assertThat(refreshed.current()).isEqualTo("one");
  }

  @Test
  void of_fileThatIsNotThere_saysSo() {
    assertThat(
            Refreshed.of(List.of(), () -> Either.right(FileTexts.read(folder.resolve("none"), 100)))
                .getLeft())
        .isEqualTo(folder.resolve("none") + " does not exist");
  }

  @Test
  void read_tooManyBytes_saysSo() throws IOException {
    Files.writeString(file, "x".repeat(101));

    assertThat(Refreshed.of(List.of(file), this::read).getLeft())
        .isEqualTo(file + ": has more than 100 bytes");
  }

  @Test
  void read_bytesThatAreNoText_saysSo() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThat(Refreshed.of(List.of(file), this::read).getLeft())
        .isEqualTo(file + ": is not UTF-8 text");
  }
}
