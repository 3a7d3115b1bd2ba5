package io.coral.cli.command;

import io.coral.cli.colony.ColonyAddress;
import io.coral.cli.colony.Credential;
import io.coral.cli.colony.Credentials;
import io.coral.cli.parts.Surroundings;
import io.coral.domain.access.Token;
import io.coral.ports.ClientTls;
import io.coral.ports.PemIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options by which a colony knows who asks, and the asker whom they ask. */
final class CredentialArguments {
  private static final String TOKEN_FILE = "--token-file";
  private static final String TOKEN_VARIABLE = "CORAL_TOKEN";
  private static final String AUTHORITIES = "--ca";
  private static final String AUTHORITIES_VARIABLE = "CORAL_CA";
  private static final String CERTIFICATE = "--cert";
  private static final String CERTIFICATE_VARIABLE = "CORAL_CERT";
  private static final String KEY = "--key";
  private static final String KEY_VARIABLE = "CORAL_KEY";

  /** All options, none of which is of use for an embedded colony. */
  static final List<String> OPTIONS = List.of(TOKEN_FILE, AUTHORITIES, CERTIFICATE, KEY);

  private CredentialArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.value(
            TOKEN_FILE,
            "FILE",
            "Show the colony the token in this file. Default: $"
                + TOKEN_VARIABLE
                + ", else none."));
    spec.addOption(
        Specs.value(
            AUTHORITIES,
            "FILE",
            "With https://, trust who was signed by a certificate of this PEM file. Default: $"
                + AUTHORITIES_VARIABLE
                + ", else whom Java trusts."));
    spec.addOption(
        Specs.value(
            CERTIFICATE,
            "FILE",
            "With https://, show this certificate. Default: $"
                + CERTIFICATE_VARIABLE
                + ", else none."));
    spec.addOption(Specs.value(KEY, "FILE", "Its private key. Default: $" + KEY_VARIABLE + "."));
  }

  static Credentials of(Arguments arguments, ColonyAddress address, Surroundings surroundings) {
    if (!address.tls()) {
      OPTIONS.stream()
          .filter(option -> !option.equals(TOKEN_FILE) && arguments.has(option))
          .findFirst()
          .ifPresent(
              option -> {
                throw Arguments.usage(
                    option + " is of use over TLS only, and " + address + " is plain text",
                    "write --colony https://" + address.hostPort());
              });
    }
    return new Credentials(
        token(arguments, surroundings),
        address.tls() ? tls(arguments, surroundings) : Credentials.NONE.tls());
  }

  private static ClientTls tls(Arguments arguments, Surroundings surroundings) {
    Optional<Path> certificate = path(arguments, CERTIFICATE, CERTIFICATE_VARIABLE, surroundings);
    Optional<Path> key = path(arguments, KEY, KEY_VARIABLE, surroundings);
    if (certificate.isPresent() != key.isPresent()) {
      throw Arguments.usage(
          "a certificate and its key go together", "give both " + CERTIFICATE + " and " + KEY);
    }
    return new ClientTls(
        path(arguments, AUTHORITIES, AUTHORITIES_VARIABLE, surroundings),
        certificate.flatMap(shown -> key.map(ofIt -> new PemIdentity(shown, ofIt))));
  }

  private static Optional<Path> path(
      Arguments arguments, String option, String variable, Surroundings surroundings) {
    return arguments
        .option(option)
        .map(text -> Paths.of(option, text, surroundings))
        .or(
            () ->
                surroundings
                    .variable(variable)
                    .map(text -> Paths.of(variable, text, surroundings)));
  }

  private static Optional<Credential> token(Arguments arguments, Surroundings surroundings) {
    return arguments
        .option(TOKEN_FILE)
        .<Credential>map(text -> new Credential.InFile(Paths.of(TOKEN_FILE, text, surroundings)))
        .or(() -> surroundings.variable(TOKEN_VARIABLE).map(CredentialArguments::given));
  }

  /** Not by what parses other arguments: its complaints show what they are about. */
  private static Credential given(String text) {
    return Token.parse(text.strip())
        .map(Credential.Given::new)
        .orElseThrow(
            () ->
                Arguments.usage(
                    TOKEN_VARIABLE + " holds no token", "coral colony token makes one"));
  }
}
