import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An operating system and a processor.
 *
 * @param system linux, macos or windows
 * @param processor x64 or arm64
 */
record Platform(String system, String processor) {
  /** What separates the entries of a class path. */
  static final String PATHS = File.pathSeparator;

  /** The one that builds. */
  static Platform here() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.startsWith("windows") ? "windows" : "linux";
    return new Platform(
        name.startsWith("mac") ? "macos" : system,
        System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64");
  }

  /** By its name in Deno's packages; {@code this} is the one that builds. */
  static Platform ofDeno(String name) {
    if (name.equals("this")) {
      return here();
    }
    String[] parts = name.split("-");
    String system =
        switch (parts[0]) {
          case "darwin" -> "macos";
          case "win32" -> "windows";
          default -> parts[0];
        };
    return new Platform(system, parts[1]);
  }

  /** As in the names of Deno's packages. */
  String deno() {
    return switch (system) {
      case "linux" -> "linux-" + processor + "-glibc";
      case "macos" -> "darwin-" + processor;
      default -> "win32-" + processor;
    };
  }

  /** What Java looks for to load a native library, as {@link System#mapLibraryName}. */
  String libraryName(String name) {
    return switch (system) {
      case "windows" -> name + ".dll";
      case "macos" -> "lib" + name + ".dylib";
      default -> "lib" + name + ".so";
    };
  }

  /** DuckDB's own name for its library, inside the jar. */
  String duckDbLibrary() {
    String machine = processor.equals("arm64") ? "arm64" : "amd64";
    return "libduckdb_java.so_" + system + "_" + machine;
  }

  /** Where jffi's library is inside its jar; where there are no jails, nothing calls it. */
  Optional<String> jffiLibrary() {
    String machine = processor.equals("arm64") ? "aarch64" : "x86_64";
    return system.equals("linux")
        ? Optional.of("jni/" + machine + "-Linux/libjffi-1.2.so")
        : Optional.empty();
  }

  /** The programs in {@code bin}. */
  List<String> launchers() {
    return system.equals("windows") ? List.of("coral.cmd") : List.of("coral");
  }

  @Override
  public String toString() {
    return system + "-" + processor;
  }
}
