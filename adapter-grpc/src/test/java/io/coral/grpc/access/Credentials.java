package io.coral.grpc.access;

import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.ports.Admission;
import io.coral.ports.TokenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Tokens in a real file, made as a test needs them, which count at once. */
public final class Credentials {
  private final TokenFiles files = new HashedTokenFiles();
  private final Path file;

  public Credentials(Path folder) {
    file = folder.resolve("tokens.txt");
  }

  /** A token of somebody's for some scopes. */
  public Token of(String name, Scope... scopes) {
    var made = files.make(new PrincipalName(name), Set.of(scopes));
    files.append(file, made).get();
    return made.token();
  }

  /** From now on nobody holds a token. */
  public void forgetAll() {
    try {
      Files.writeString(file, "# nobody\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets in whoever holds one. There must be one already. */
  public Admission admission() {
    return new Admission.Holders(TokenFile.open(file, Duration.ZERO).get());
  }
}
