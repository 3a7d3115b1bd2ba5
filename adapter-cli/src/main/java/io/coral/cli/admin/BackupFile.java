package io.coral.cli.admin;

import static java.util.Objects.requireNonNull;

import io.coral.ports.BackupDigest;
import io.coral.ports.BackupSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backup while it arrives: a file beside the one that it will be, for its owner only. Closing it
 * leaves nothing behind, unless it was moved to its place.
 */
final class BackupFile implements BackupSink, AutoCloseable {
  private final Path arriving;
  private final FileChannel channel;
  private final MessageDigest sha256;
  private long bytes;
  private @Nullable IOException fault;

  private BackupFile(Path arriving, FileChannel channel, MessageDigest sha256) {
    this.arriving = requireNonNull(arriving, "arriving is null");
    this.channel = requireNonNull(channel, "channel is null");
    this.sha256 = requireNonNull(sha256, "sha256 is null");
  }

  static BackupFile beside(Path file) throws IOException {
    Path folder = requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    // Whose names nobody guesses, and whose mode is 0600.
    Path arriving = Files.createTempFile(folder, "." + file.getFileName() + ".", ".arriving");
    try {
      return new BackupFile(
          arriving,
          FileChannel.open(arriving, StandardOpenOption.WRITE),
          MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean take(byte[] piece) {
    try {
      var left = ByteBuffer.wrap(piece);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException e) {
      fault = e;
      return false;
    }
    sha256.update(piece);
    bytes += piece.length;
    return true;
  }

  /** Why it could not be written, if it could not. */
  Optional<IOException> fault() {
    return Optional.ofNullable(fault);
  }

  /** Of what has come; to be asked once. */
  BackupDigest digest() {
    return new BackupDigest(bytes, HexFormat.of().formatHex(sha256.digest()));
  }

  /** Puts the file in its place, whole and on disk. */
  void moveTo(Path file) throws IOException {
    channel.force(true);
    Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(arriving);
  }
}
