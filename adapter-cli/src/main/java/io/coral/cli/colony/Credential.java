package io.coral.cli.colony;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.domain.access.Token;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Where a token comes from that is shown to a colony. No message holds a token. */
public sealed interface Credential {
  /** The token, or why there is none. */
  Either<Complaint, Token> token();

  /** The token itself, as an environment holds it. */
  record Given(Token secret) implements Credential {
    public Given {
      requireNonNull(secret, "secret is null");
    }

    @Override
    public Either<Complaint, Token> token() {
      return Either.right(secret);
    }
  }

  /** A file with nothing but the token, which its owner keeps to themselves. */
  record InFile(Path file) implements Credential {
    private static final int MOST_BYTES = 1024;

    /** By which others than a file's owner and its group get at a secret. */
    private static final Set<PosixFilePermission> TOO_OPEN =
        Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    public InFile {
      requireNonNull(file, "file is null");
    }

    @Override
    public Either<Complaint, Token> token() {
      try {
        if (isTooOpen()) {
          return Either.left(
              new Complaint(
                  ExitCode.REFUSED,
                  "everybody on this machine can get at the token in " + file,
                  "chmod 600 " + file));
        }
        try (var in = Files.newInputStream(file)) {
          String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
          return Token.parse(text.strip())
              .map(Either::<Complaint, Token>right)
              .orElseGet(
                  () ->
                      Either.left(
                          Complaint.usage(
                              file + " holds no token",
                              "coral colony token writes one with --token-file")));
        }
      } catch (NoSuchFileException e) {
        return Either.left(Complaint.usage("there is no file " + file, ""));
      } catch (IOException e) {
        return Either.left(Complaint.usage(file + " cannot be read", ""));
      }
    }

    private boolean isTooOpen() throws IOException {
      try {
        return Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains);
      } catch (UnsupportedOperationException e) {
        return false;
      }
    }

    /** Writes a new file, for its owner only. */
    public static Optional<Complaint> write(Path file, Token token) {
      try {
        OwnersFile.create(file);
        Files.writeString(file, token.text() + "\n");
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(
            Complaint.usage(
                file + " cannot be written, or is there already",
                "name a file that does not exist"));
      }
    }
  }
}
