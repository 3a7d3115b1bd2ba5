package io.coral.grpc.access;

import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.grpc.files.FileModes;
import io.coral.grpc.files.FileTexts;
import io.coral.grpc.files.Refreshed;
import io.coral.ports.TokenHolders;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The holders that a file names at present. */
final class TokenFile implements TokenHolders {
  private static final int MOST_BYTES = 1024 * 1024;

  private final Refreshed<TokenTable> table;

  private TokenFile(Refreshed<TokenTable> table) {
    this.table = table;
  }

  static Either<String, TokenFile> open(Path file, Duration patience) {
    return Refreshed.of(List.of(file), () -> read(file), patience).map(TokenFile::new);
  }

  /** Reads a file once, or says what is wrong with it. */
  static Either<String, TokenTable> read(Path file) throws IOException {
    if (FileModes.othersMayWrite(file)) {
      return Either.left(
          file + " may be changed by others than its owner, who could let themselves in");
    }
    return TokenLines.parse(FileTexts.read(file, MOST_BYTES))
        .mapLeft(problem -> file + ", " + problem);
  }

  @Override
  public Optional<Member> holderOf(Token token) {
    return table.current().holderOf(token);
  }

  @Override
  public Set<Scope> scopesOf(PrincipalName name) {
    return table.current().scopesOf(name);
  }
}
