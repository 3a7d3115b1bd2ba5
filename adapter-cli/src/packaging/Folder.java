import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of files that are brought up to date one by one. A file is replaced by a rename, never
 * written over: a program that has the old one open keeps it.
 */
final class Folder {
  /** Writes a file. */
  interface Maker {
    void write(Path file) throws IOException;
  }

  private final Path path;
  private final Runnable changing;
  private final Set<String> wanted = new HashSet<>();

  Folder(Path path, Runnable changing) throws IOException {
    this.path = Files.createDirectories(path);
    this.changing = changing;
  }

  /** Copies the files of a folder; folders in it are another's. */
  void copyAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, file.getFileName().toString());
      }
    }
  }

  void copy(Path source, String name) throws IOException {
    make(name, source, file -> Files.copy(source, file, StandardCopyOption.COPY_ATTRIBUTES));
  }

  /** Makes a file of a source, unless it bears the source's date already. */
  void make(String name, Path source, Maker maker) throws IOException {
    wanted.add(name);
    FileTime dated = Files.getLastModifiedTime(source);
    Path file = path.resolve(name);
    if (Files.exists(file) && Files.getLastModifiedTime(file).equals(dated)) {
      return;
    }
    changing.run();
    Path part = path.resolve("." + name + ".part");
    Files.deleteIfExists(part);
    maker.write(part);
    Files.setLastModifiedTime(part, dated);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes what nobody asked for since this object was made: what an earlier build left. */
  void prune() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!wanted.contains(file.getFileName().toString())) {
          changing.run();
          Files.delete(file);
        }
      }
    }
  }
}
