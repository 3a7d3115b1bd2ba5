package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What coral colony token was asked.
 *
 * @param name who will hold the token
 * @param scopes what it is for
 * @param tokens the colony's file, to which its line is added
 * @param tokenFile a new file for the token
 */
public record TokenOptions(
    PrincipalName name, Set<Scope> scopes, Optional<Path> tokens, Optional<Path> tokenFile) {
  public TokenOptions {
    requireNonNull(name, "name is null");
    scopes = Set.copyOf(scopes);
    requireNonNull(tokens, "tokens is null");
    requireNonNull(tokenFile, "tokenFile is null");
  }
}
