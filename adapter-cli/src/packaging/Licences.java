import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Gathers what the makers of bundled parts want to go with them: the licences and notices inside
 * their jars, Deno's, and those that stand beside this class for jars that lack them. The runtime
 * has its own in {@code runtime/legal}; the bill of materials names the licence of each part.
 */
final class Licences {
  private static final Pattern TEXTS =
      Pattern.compile("(META-INF/)?[^/]*(LICENSE|NOTICE)[^/]*", Pattern.CASE_INSENSITIVE);

  private Licences() {}

  static void gather(Path lib, Path deno, Path more, Folder licences) throws IOException {
    licences.copy(deno, "deno-LICENSE");
    licences.copyAll(more);
    try (Stream<Path> files = Files.list(lib)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        gather(jar, licences);
      }
    }
  }

  private static void gather(Path jar, Folder licences) throws IOException {
    String part = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    for (ZipEntry text : texts(jar)) {
      String name = text.getName().replaceFirst(".*/", "");
      licences.make(part + "-" + name, jar, file -> unpack(jar, text.getName(), file));
    }
  }

  private static List<? extends ZipEntry> texts(Path jar) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      return zip.stream().filter(entry -> TEXTS.matcher(entry.getName()).matches()).toList();
    }
  }

  private static void unpack(Path jar, String name, Path file) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      Files.copy(zip.getInputStream(zip.getEntry(name)), file);
    }
  }
}
