package io.coral.deno.jail;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder whose files a jailed process opens by the same names wherever the folder lies. Nothing
 * can exist by such a name, which goes on below a device: so what is lent hides nothing, and who is
 * not lent it finds nothing.
 *
 * @param folder where the files really are; those below its own folders are not lent
 */
public record LentFolder(Path folder) {
  private static final String BEGINNING = "/dev/null/coral/";

  /** What the process knows the folder by. */
  public static final Path NAME = Path.of(BEGINNING);

  /** Whether a path names one of the folder's files; most others differ early. */
  static boolean isMeantBy(Memory read) {
    return read.startsWith(BEGINNING);
  }

  /** The file that is meant, which need not exist; empty if the name is none of a file. */
  Optional<Path> file(String path) {
    String name = path.startsWith(BEGINNING) ? path.substring(BEGINNING.length()) : "";
    return isPlain(name) ? Optional.of(folder.resolve(name)) : Optional.empty();
  }

  /** Of ASCII letters, digits, and few others; no folder, and nothing that is hidden. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return !name.isEmpty() && name.charAt(0) != '.';
  }
}
