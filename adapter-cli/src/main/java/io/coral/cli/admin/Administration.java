package io.coral.cli.admin;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Parts;
import io.coral.ports.ColonyAdmin;
import io.vavr.control.Either;
import java.util.function.Function;

/** The way to a colony's port for administration. */
public final class Administration {
  private final Parts parts;
  private final Colonies colonies;

  public Administration(Parts parts, Colonies colonies) {
    this.parts = requireNonNull(parts, "parts is null");
    this.colonies = requireNonNull(colonies, "colonies is null");
  }

  /** What comes of administering a colony, or why it cannot be reached. */
  <A> Either<Complaint, A> of(
      ColonyChoice.Remote colony, Function<ColonyAdmin, Either<Complaint, A>> work) {
    return colonies
        .endpoint(colony)
        .flatMap(endpoint -> parts.adminClients().connectAdmin(endpoint).mapLeft(Complaint::of))
        .flatMap(
            client -> {
              try (client) {
                return work.apply(client.admin());
              }
            });
  }
}
