import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Compiles picocli anew, from the sources that its makers publish. As published its classes are of
 * Java 5, which no cache of classes takes, and to parse and verify them took a short command longer
 * than its answer.
 */
final class Picocli {
  private Picocli() {}

  static void compile(Path sources, Path jar) throws IOException {
    Path work = Files.createTempDirectory("picocli");
    try {
      unpack(sources, work.resolve("sources"));
      Path classes = Files.createDirectory(work.resolve("classes"));
      var arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-Xlint:none"));
      arguments.addAll(List.of("-d", classes.toString()));
      try (Stream<Path> files = Files.walk(work.resolve("sources"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> arguments.add(file.toString()));
      }
      Tools.run("javac", arguments);
      Tools.run(
          "jar", List.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));
    } finally {
      Work.delete(work);
    }
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (var zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        if (entry.getName().startsWith("picocli/") && entry.getName().endsWith(".java")) {
          Path file = folder.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          Files.copy(zip.getInputStream(entry), file);
        }
      }
    }
  }
}
