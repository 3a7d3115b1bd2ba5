package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Set;

/** Files that say who holds which token, a line for each, without the tokens themselves. */
public interface TokenFiles {
  /**
   * Opens a file. Changes to it count from a second later on at most; one that cannot be read
   * changes nothing.
   *
   * @return {@link QueryFailure.BadArgument} with the line, if the file is not as it should be
   */
  Either<QueryFailure, TokenHolders> open(Path file);

  /** Makes a token for somebody. */
  NewToken make(PrincipalName name, Set<Scope> scopes);

  /**
   * Adds a line to a file, which is made if there is none, for its owner only.
   *
   * @return {@link QueryFailure.BadArgument} if the file is not as it should be; then it stays as
   *     it is
   */
  Either<QueryFailure, Path> append(Path file, NewToken made);

  /**
   * A token that is in no file yet.
   *
   * @param token for the holder; nobody can find it out again
   * @param line for the file
   */
  record NewToken(Token token, String line) {
    public NewToken {
      requireNonNull(token, "token is null");
      requireNonNull(line, "line is null");
    }
  }
}
