import java.util.Locale;

/** The platform that builds, as others name it. */
final class Platform {
  /** What separates the entries of a class path. */
  static final String PATHS = java.io.File.pathSeparator;

  private Platform() {}

  /** As in the names of Deno's packages. */
  static String deno() {
    return switch (system()) {
      case "linux" -> "linux-" + (arm() ? "arm64" : "x64") + "-glibc";
      case "macos" -> "darwin-" + (arm() ? "arm64" : "x64");
      default -> "win32-" + (arm() ? "arm64" : "x64");
    };
  }

  /** What DuckDB's driver looks for, in its jar or beside it. */
  static String duckDbLibrary() {
    return "libduckdb_java.so_" + system() + "_" + (arm() ? "arm64" : "amd64");
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "macos" : "linux";
  }

  private static boolean arm() {
    return System.getProperty("os.arch").equals("aarch64");
  }
}
