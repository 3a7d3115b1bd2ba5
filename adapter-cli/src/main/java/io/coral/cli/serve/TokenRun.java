package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Credential;
import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.ports.TokenFiles;
import io.coral.ports.TokenFiles.NewToken;
import io.vavr.control.Either;
import java.util.Optional;

/** Makes a token, which is told once, and its line for the colony's file. */
public final class TokenRun {
  private final Parts parts;
  private final Console console;

  public TokenRun(Parts parts, Console console) {
    this.parts = requireNonNull(parts, "parts is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** Zero, or why nobody has a new token. */
  public Either<Complaint, Integer> run(TokenOptions options) {
    TokenFiles files = parts.tokenFiles();
    NewToken made = files.make(options.name(), options.scopes());
    // First to whom it is for: a line whose token nobody has is of no use, and stays.
    Optional<Complaint> unwritten =
        options.tokenFile().flatMap(file -> Credential.InFile.write(file, made.token()));
    if (unwritten.isPresent()) {
      return Either.left(unwritten.get());
    }
    if (options.tokens().isPresent()) {
      var added = files.append(options.tokens().get(), made);
      if (added.isLeft()) {
        return Either.left(Complaint.of(added.getLeft()));
      }
    } else {
      console.note("the line for the colony's file of tokens: " + made.line());
    }
    if (options.tokenFile().isEmpty()) {
      console.dataLine(made.token().text());
    }
    return Either.right(ExitCode.OK.number());
  }
}
