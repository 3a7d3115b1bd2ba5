package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.parts.Versions;
import io.coral.domain.failure.QueryFailure;
import io.coral.ports.BackupDigest;
import io.coral.ports.BackupSink;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyAdmin;
import io.coral.ports.ColonyStatus;
import io.coral.ports.ColonyStatus.OpenPort;
import io.coral.ports.ColonyStore;
import io.coral.ports.StoreCopy;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Administers the colony of this process. */
final class ServedAdmin implements ColonyAdmin {
  private static final int PIECE_BYTES = 256 * 1024;

  private final ColonyStore store;
  private final Supplier<List<OpenPort>> ports;
  private final long startNanos = System.nanoTime();

  /**
   * @param ports those that are open now
   */
  ServedAdmin(ColonyStore store, Supplier<List<OpenPort>> ports) {
    this.store = requireNonNull(store, "store is null");
    this.ports = requireNonNull(ports, "ports is null");
  }

  @Override
  public Either<QueryFailure, ColonyStatus> status(Cancellation cancellation) {
    return store
        .status()
        .map(
            kept ->
                new ColonyStatus(
                    Versions.own(),
                    Duration.ofNanos(System.nanoTime() - startNanos),
                    kept,
                    store.intake().counts(),
                    ports.get()));
  }

  @Override
  public Either<QueryFailure, BackupDigest> backup(BackupSink sink, Cancellation cancellation) {
    return store
        .copy(cancellation)
        .flatMap(
            copy -> {
              try (copy) {
                return sent(copy, sink);
              }
            });
  }

  private static Either<QueryFailure, BackupDigest> sent(StoreCopy copy, BackupSink sink) {
    MessageDigest sha256 = sha256();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(copy.file())) {
      for (byte[] piece = in.readNBytes(PIECE_BYTES);
          piece.length > 0;
          piece = in.readNBytes(PIECE_BYTES)) {
        sha256.update(piece);
        bytes += piece.length;
        if (!sink.take(piece)) {
          return Either.left(new QueryFailure.Cancelled());
        }
      }
    } catch (IOException e) {
      return Either.left(new QueryFailure.Unavailable("the copy cannot be read", ""));
    }
    return Either.right(new BackupDigest(bytes, HexFormat.of().formatHex(sha256.digest())));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
