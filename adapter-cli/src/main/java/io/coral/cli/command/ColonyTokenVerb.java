package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.serve.TokenOptions;
import io.coral.cli.serve.TokenRun;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral colony token NAME}. */
final class ColonyTokenVerb implements Verb {
  private static final String SCOPE = "--scope";
  private static final String TOKENS = "--tokens";
  private static final String TOKEN_FILE = "--token-file";

  private final Surroundings surroundings;
  private final TokenRun tokenRun;

  ColonyTokenVerb(Surroundings surroundings, TokenRun tokenRun) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.tokenRun = requireNonNull(tokenRun, "tokenRun is null");
  }

  @Override
  public String doing() {
    return "make a token";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral colony token NAME --scope SCOPES [OPTIONS]",
            "Prints the token once; nobody can find it out again. What the colony keeps is its"
                + " line in the file of coral colony start --tokens: the name, what the token is"
                + " for, and its hash. To take a token back, remove its line. A name may have"
                + " several lines, so that one token can be changed for the next.");
    spec.addPositional(
        Specs.parameter(
            "NAME", "1", "Who will hold it: letters, digits, dots, dashes, underscores."));
    spec.addOption(
        Specs.value(
            SCOPE,
            "SCOPES",
            "What it is for, with commas: query (typed questions), sql, ingest (sending"
                + " telemetry), admin. None implies another."));
    spec.addOption(
        Specs.value(
            TOKENS,
            "FILE",
            "Add its line to this file, made if there is none. Default: the line goes to"
                + " stderr."));
    spec.addOption(
        Specs.value(
            TOKEN_FILE, "FILE", "Write the token to this new file, for its owner, not to stdout."));
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral colony token dashboard --scope query", "for somebody who asks"),
        new Example(
            "coral colony token checkout --scope ingest --tokens tokens.txt",
            "for a program that sends telemetry, known to the colony from now on"),
        new Example(
            "coral colony token me --scope query,sql --tokens tokens.txt --token-file me.token",
            "for oneself, as --token-file reads it"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    return tokenRun.run(options(arguments));
  }

  private TokenOptions options(Arguments arguments) {
    PrincipalName name =
        arguments
            .positional()
            .map(
                text ->
                    Arguments.parsed("NAME", text, value -> Either.right(new PrincipalName(value))))
            .orElseThrow();
    var scopes =
        arguments
            .option(SCOPE, Scope::parse)
            .orElseThrow(
                () ->
                    Arguments.usage(
                        "it is not said what it is for", "add --scope query, for example"));
    return new TokenOptions(name, scopes, path(arguments, TOKENS), path(arguments, TOKEN_FILE));
  }

  private Optional<Path> path(Arguments arguments, String option) {
    return arguments.option(option).map(text -> Paths.of(option, text, surroundings));
  }
}
