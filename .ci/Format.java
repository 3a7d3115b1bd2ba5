import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every Java source of every module against google-java-format, or rewrites it.
 *
 * <p>Started from its source by the root pom: {@code Format.java check|write ROOT}.
 */
final class Format {

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean write =
        switch (args[0]) {
          case "write" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("format is check or write, got " + args[0]);
        };
    Path root = Path.of(args[1]);
    List<Path> unformatted = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path file : sources(root)) {
      String before = Files.readString(file);
      try {
        String after = format(before);
        if (!after.equals(before)) {
          unformatted.add(root.relativize(file));
          if (write) {
            Files.writeString(file, after);
          }
        }
      } catch (FormatterException e) {
        unreadable.add(root.relativize(file) + ":" + e.getMessage());
      }
    }
    unformatted.forEach(file -> System.err.println((write ? "formatted " : "unformatted ") + file));
    unreadable.forEach(System.err::println);
    if (!write && !unformatted.isEmpty()) {
      System.err.println("To format: mvn -N -q verify -Dformat=write");
    }
    System.exit(!unreadable.isEmpty() || (!write && !unformatted.isEmpty()) ? 1 : 0);
  }

  private static String format(String source) throws FormatterException {
    String ordered = ImportOrderer.reorderImports(source, Style.GOOGLE);
    return new Formatter(JavaFormatterOptions.defaultOptions())
        .formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }

  /** The files under {@code MODULE/src} and this one; what is generated lives under target. */
  private static List<Path> sources(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> children = Files.list(root)) {
      for (Path child : children.sorted().toList()) {
        Path src = child.getFileName().toString().equals(".ci") ? child : child.resolve("src");
        if (Files.isDirectory(src)) {
          try (Stream<Path> walk = Files.walk(src)) {
            walk.filter(path -> path.toString().endsWith(".java")).sorted().forEach(files::add);
          }
        }
      }
    }
    return files;
  }
}
