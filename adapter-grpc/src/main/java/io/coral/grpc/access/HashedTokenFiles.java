package io.coral.grpc.access;

import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.grpc.files.FileTexts;
import io.coral.grpc.files.Refreshed;
import io.coral.ports.TokenFiles;
import io.coral.ports.TokenHolders;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Token files that hold hashes, as {@link TokenHash} says. */
public final class HashedTokenFiles implements TokenFiles {
  private static final String HEAD = "# name, what it is for, and the SHA-256 of a token\n";

  private final RandomTokens tokens = new RandomTokens();

  @Override
  public Either<QueryFailure, TokenHolders> open(Path file) {
    return TokenFile.open(file, Refreshed.PATIENCE)
        .<TokenHolders>map(opened -> opened)
        .mapLeft(HashedTokenFiles::unfit);
  }

  @Override
  public NewToken make(PrincipalName name, Set<Scope> scopes) {
    Token token = tokens.next();
    return new NewToken(token, TokenLines.line(new Member(name, scopes), TokenHash.of(token)));
  }

  @Override
  public Either<QueryFailure, Path> append(Path file, NewToken made) {
    try {
      create(file);
      Either<String, TokenTable> read = TokenFile.read(file);
      if (read.isLeft()) {
        return Either.left(unfit(read.getLeft()));
      }
      String before = Files.readString(file);
      String separator = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
      // In one piece, so that a colony that reads just now sees the whole line or nothing of it.
      Files.write(
          file,
          (separator + made.line() + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.APPEND);
      return Either.right(file);
    } catch (IOException e) {
      return Either.left(unfit(FileTexts.problem(e)));
    }
  }

  private static void create(Path file) throws IOException {
    boolean modes = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owners =
        modes
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, owners);
      Files.writeString(file, HEAD);
    } catch (FileAlreadyExistsException e) {
      // then the line joins others
    }
  }

  private static QueryFailure unfit(String problem) {
    return new BadArgument("the token file", problem, "coral colony token --help shows its form");
  }
}
