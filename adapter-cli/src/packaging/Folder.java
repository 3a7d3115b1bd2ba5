import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of files that are brought up to date one by one. A file is replaced by a rename, never
 * written over: a program that has the old one open keeps it. Which source each file is of stands
 * in a record aside, for the files themselves bear other dates.
 */
final class Folder {
  /** Writes a file. */
  interface Maker {
    void write(Path file) throws IOException;
  }

  private final Path path;
  private final Path record;
  private final Runnable changing;
  private final Properties sources = new Properties();
  private final Set<String> wanted = new HashSet<>();

  Folder(Path path, Path record, Runnable changing) throws IOException {
    this.path = Files.createDirectories(path);
    this.record = record;
    this.changing = changing;
    if (Files.exists(record)) {
      try (Reader reader = Files.newBufferedReader(record)) {
        sources.load(reader);
      }
    }
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

  /** Makes a file of a source, unless it is of this very source already. */
  void make(String name, Path source, Maker maker) throws IOException {
    wanted.add(name);
    String dated = source + " " + Files.getLastModifiedTime(source);
    Path file = path.resolve(name);
    if (Files.exists(file) && dated.equals(sources.getProperty(name))) {
      return;
    }
    changing.run();
    Path part = path.resolve("." + name + ".part");
    Files.deleteIfExists(part);
    maker.write(part);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    sources.setProperty(name, dated);
  }

  /** Leaves a file alone that another makes. */
  void keep(String name) {
    wanted.add(name);
  }

  /** Deletes what nobody asked for since this object was made, and writes the record. */
  void finish() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!wanted.contains(file.getFileName().toString())) {
          changing.run();
          Files.delete(file);
        }
      }
    }
    sources.keySet().retainAll(wanted);
    Files.createDirectories(record.getParent());
    try (Writer writer = Files.newBufferedWriter(record)) {
      sources.store(writer, null);
    }
  }
}
