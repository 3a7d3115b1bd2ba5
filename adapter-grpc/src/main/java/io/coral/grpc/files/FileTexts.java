package io.coral.grpc.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Small files of text, read whole. */
public final class FileTexts {
  private FileTexts() {}

  /**
   * Reads a file.
   *
   * @throws IOException also if it has more bytes than allowed, or is not text
   */
  public static String read(Path file, int mostBytes) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(mostBytes + 1);
    }
    if (bytes.length > mostBytes) {
      throw new FileSystemException(file.toString(), null, "has more than " + mostBytes + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new FileSystemException(file.toString(), null, "is not UTF-8 text");
    }
  }

  /** What went wrong with a file, in words. */
  public static String problem(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> none.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " may not be read";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> "a file cannot be read: " + e.getMessage();
    };
  }
}
