import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the native library of one platform out of DuckDB's jar. From inside the jar the driver
 * would unpack its 70 MB into the temp folder at every start, half a second each time, and leave
 * them there when it is killed. It gets the name under which Java looks for it on {@code
 * java.library.path}, not the one that the driver looks for beside its jar: a class from a cache
 * takes its jar to be where it was when the cache was made.
 */
final class DuckDbLibrary {
  private static final String ANY_PLATFORM = "libduckdb_java.so_";

  private DuckDbLibrary() {}

  static void split(Path jar, Platform platform, Folder lib) throws IOException {
    lib.make(jar.getFileName().toString(), jar, file -> withoutLibraries(jar, file));
    String library = platform.duckDbLibrary();
    lib.make(platform.libraryName("duckdb_java"), jar, file -> library(jar, library, file));
  }

  private static void withoutLibraries(Path jar, Path target) throws IOException {
    try (var source = new ZipFile(jar.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(target))) {
      Enumeration<? extends ZipEntry> entries = source.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.getName().startsWith(ANY_PLATFORM)) {
          var copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(entry.getTimeLocal());
          out.putNextEntry(copy);
          source.getInputStream(entry).transferTo(out);
        }
      }
    }
  }

  private static void library(Path jar, String name, Path target) throws IOException {
    try (var source = new ZipFile(jar.toFile())) {
      ZipEntry library = source.getEntry(name);
      if (library == null) {
        throw new IOException("DuckDB's jar has no " + name);
      }
      Files.copy(source.getInputStream(library), target);
    }
  }
}
