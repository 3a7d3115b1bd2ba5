import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes.Name;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Two jars that hold little but the names of others, which lie beside them: {@code client.jar}
 * those that ask a colony and run scripts, {@code colony.jar} all. Each jar costs every start a
 * little, also one from which nothing is loaded.
 */
final class ClassPaths {
  /** What a client needs, by artifact; the distribution's tests run every kind of it from these. */
  private static final Set<String> CLIENT =
      Set.of(
          "adapter-deno",
          "adapter-grpc",
          "core-domain",
          "failureaccess",
          "grpc-api",
          "grpc-protobuf",
          "grpc-protobuf-lite",
          "grpc-stub",
          "gson",
          "guava",
          "httpcore5",
          "httpcore5-h2",
          "jackson-core",
          "picocli",
          "proto-google-common-protos",
          "protobuf-java",
          "query-ports",
          "vavr");

  /** The same content should give the same jar, whenever it is packed. */
  private static final LocalDateTime NO_DATE = LocalDateTime.of(2000, 1, 1, 0, 0);

  private ClassPaths() {}

  static void write(Path classPath, List<String> libraries, Folder lib) throws IOException {
    List<String> client =
        libraries.stream()
            .filter(jar -> CLIENT.contains(jar.replaceFirst("-[0-9].*", "")))
            .toList();
    if (client.size() != CLIENT.size()) {
      throw new IOException("of " + CLIENT + " these are there: " + client);
    }
    lib.make("client.jar", classPath, file -> write(client, file));
    lib.make("colony.jar", classPath, file -> write(libraries, file));
  }

  private static void write(List<String> libraries, Path file) throws IOException {
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Name.MANIFEST_VERSION, "1.0");
    List<String> jars = Stream.concat(Stream.of("coral.jar"), libraries.stream()).toList();
    attributes.put(Name.CLASS_PATH, String.join(" ", jars));
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(entry("META-INF/MANIFEST.MF"));
      manifest.write(zip);
    }
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(NO_DATE);
    return entry;
  }
}
