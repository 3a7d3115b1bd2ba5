import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the native libraries of one platform out of the jars that carry those of all. From inside
 * its jar a library would be unpacked into the temp folder at every start (DuckDB's 70 MB in half a
 * second each time), and stay there when the process is killed.
 */
final class NativeLibraries {
  private static final String DUCKDB_OF_ANY_PLATFORM = "libduckdb_java.so_";

  private NativeLibraries() {}

  /**
   * DuckDB's gets the name under which Java looks for it on {@code java.library.path}, not the one
   * that the driver looks for beside its jar: a class from a cache takes its jar to be where it was
   * when the cache was made.
   */
  static void ofDuckDb(Path jar, Platform platform, Folder lib) throws IOException {
    lib.make(jar.getFileName().toString(), jar, file -> withoutDuckDb(jar, file));
    String library = platform.duckDbLibrary();
    lib.make(platform.libraryName("duckdb_java"), jar, file -> unpack(jar, library, file));
  }

  /** jffi's is all that is in its jar, which is not needed then. */
  static void ofJffi(Path jar, Platform platform, Folder lib) throws IOException {
    Optional<String> library = platform.jffiLibrary();
    if (library.isPresent()) {
      String name = library.get().replaceFirst(".*/", "");
      lib.make(name, jar, file -> unpack(jar, library.get(), file));
    }
  }

  private static void withoutDuckDb(Path jar, Path target) throws IOException {
    try (var source = new ZipFile(jar.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(target))) {
      Enumeration<? extends ZipEntry> entries = source.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.getName().startsWith(DUCKDB_OF_ANY_PLATFORM)) {
          var copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(entry.getTimeLocal());
          out.putNextEntry(copy);
          source.getInputStream(entry).transferTo(out);
        }
      }
    }
  }

  private static void unpack(Path jar, String name, Path target) throws IOException {
    try (var source = new ZipFile(jar.toFile())) {
      ZipEntry library = source.getEntry(name);
      if (library == null) {
        throw new IOException(jar.getFileName() + " has no " + name);
      }
      Files.copy(source.getInputStream(library), target);
    }
  }
}
