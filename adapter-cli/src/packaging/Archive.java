import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Packs a distribution as one file, with its checksum beside it as {@code sha256sum -c} reads it.
 */
final class Archive {
  private Archive() {}

  /** Packs a folder under its own name, by the system's tar, which keeps modes, dates and links. */
  static void pack(Path folder, Path archive) throws IOException, InterruptedException {
    Path part = archive.resolveSibling(archive.getFileName() + ".part");
    var command =
        List.of(
            "tar",
            "-czf",
            part.toString(),
            "-C",
            folder.getParent().toString(),
            folder.getFileName().toString());
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("tar ended with " + code);
    }
    Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        checksum(archive), Work.sha256(archive) + "  " + archive.getFileName() + "\n");
  }

  static void remove(Path archive) throws IOException {
    Files.deleteIfExists(archive);
    Files.deleteIfExists(checksum(archive));
  }

  private static Path checksum(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".sha256");
  }
}
