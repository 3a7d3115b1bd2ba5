import java.io.File;
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
 * Three jars that hold little but the names of others, which lie beside them: {@code client.jar}
 * those that ask a colony and run scripts, {@code store.jar} those that ask a database, and {@code
 * colony.jar} all others, which are found behind {@code store.jar}. Each jar costs every start a
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
          "jffi",
          "picocli",
          "proto-google-common-protos",
          "protobuf-java",
          "query-ports",
          "vavr");

  /** What a question to a database needs that is opened for it; jOOQ looks into each of these. */
  private static final Set<String> STORE =
      Set.of(
          "adapter-duckdb",
          "core-domain",
          "duckdb_jdbc",
          "jackson-core",
          "jooq",
          "picocli",
          "query-ports",
          "r2dbc-spi",
          "reactive-streams",
          "vavr");

  /** The same content should give the same jar, whenever it is packed. */
  private static final LocalDateTime NO_DATE = LocalDateTime.of(2000, 1, 1, 0, 0);

  private ClassPaths() {}

  static void write(Path classPath, List<String> libraries, Folder lib) throws IOException {
    List<String> store = chosen(libraries, STORE);
    List<String> others = libraries.stream().filter(jar -> !store.contains(jar)).toList();
    lib.make("client.jar", classPath, file -> write(chosen(libraries, CLIENT), file));
    lib.make("store.jar", classPath, file -> write(store, file));
    lib.make("colony.jar", classPath, file -> write(others, file));
  }

  static String ofClient(Path lib) {
    return lib.resolve("client.jar").toString();
  }

  static String ofStore(Path lib) {
    return lib.resolve("store.jar").toString();
  }

  /** Begins with the one of a store, so that what was made for that one fits this one, too. */
  static String ofColony(Path lib) {
    return ofStore(lib) + File.pathSeparator + lib.resolve("colony.jar");
  }

  private static List<String> chosen(List<String> libraries, Set<String> artifacts)
      throws IOException {
    List<String> chosen =
        libraries.stream()
            .filter(jar -> artifacts.contains(jar.replaceFirst("-[0-9].*", "")))
            .toList();
    if (chosen.size() != artifacts.size()) {
      throw new IOException("of " + artifacts + " these are there: " + chosen);
    }
    return chosen;
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
