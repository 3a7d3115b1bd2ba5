import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A symbolic link to a folder beside it, replaced where it leads elsewhere. */
final class Link {
  private Link() {}

  static void set(Path link, Path folder) throws IOException {
    Path name = folder.getFileName();
    if (Files.isSymbolicLink(link)) {
      if (Files.readSymbolicLink(link).equals(name)) {
        return;
      }
      Files.delete(link);
    }
    Work.delete(link);
    Files.createSymbolicLink(link, name);
  }
}
