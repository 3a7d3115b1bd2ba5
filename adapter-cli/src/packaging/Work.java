import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes whole folders, aside and swapped in when complete, and remembers of what they were made.
 */
final class Work {
  /** Fills a folder that does not exist yet; may use another as scratch, which does not either. */
  interface Maker {
    void make(Path folder, Path scratch) throws IOException, InterruptedException;
  }

  private final Path aside;
  private final Runnable changing;

  Work(Path aside, Runnable changing) {
    this.aside = aside;
    this.changing = changing;
  }

  /** Forgets what was made by other sources than these. */
  void madeBy(List<Path> sources) throws IOException {
    String madeBy = digest(sources);
    Path record = record("made-by");
    if (!Files.exists(record) || !Files.readString(record).equals(madeBy)) {
      delete(aside);
      Files.createDirectories(aside);
      Files.writeString(record, madeBy);
    }
  }

  /** Makes a folder, unless it is there and was made of the same. */
  void make(Path folder, String madeOf, Maker maker) throws IOException, InterruptedException {
    String name = folder.getFileName().toString();
    Path record = record(name + ".made-of");
    if (Files.exists(folder) && Files.exists(record) && Files.readString(record).equals(madeOf)) {
      return;
    }
    changing.run();
    Files.createDirectories(aside);
    Files.deleteIfExists(record);
    Path fresh = aside.resolve(name);
    Path scratch = aside.resolve(name + ".scratch");
    delete(fresh);
    delete(scratch);
    maker.make(fresh, scratch);
    delete(scratch);
    delete(folder);
    Files.move(fresh, folder);
    Files.writeString(record, madeOf);
  }

  /** Where something is remembered of what was made. */
  Path record(String name) {
    return aside.resolve(name);
  }

  /** One line that changes with the content of any of these files. */
  static String digest(List<Path> files) throws IOException {
    MessageDigest sha256 = sha256();
    for (Path file : files) {
      sha256.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      read(file, sha256);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** Of a file's content, in hexadecimal digits. */
  static String sha256(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    read(file, sha256);
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void read(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
