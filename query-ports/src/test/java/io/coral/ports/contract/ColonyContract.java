package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.vavr.control.Either;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What all contract tests share: a fresh colony for each test, whose clock stands at {@link #NOW}.
 */
public abstract class ColonyContract {
  /** When all questions are asked. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");

  private Fixture fixture;

  /** A colony under test: where telemetry goes in, and where questions go. */
  public interface Fixture extends AutoCloseable {
    ColonyQueries queries();

    SummaryWriter writer();

    @Override
    void close();
  }

  /**
   * Opens an empty colony.
   *
   * @param clock what the colony takes for the present
   */
  protected abstract Fixture open(InstantSource clock);

  @BeforeEach
  final void openColony() {
    fixture = open(InstantSource.fixed(NOW));
  }

  @AfterEach
  final void closeColony() {
    fixture.close();
  }

  protected final ColonyQueries colony() {
    return fixture.queries();
  }

  protected final SummaryWriter writer() {
    return fixture.writer();
  }

  protected final void given(Telemetry telemetry) {
    given(telemetry.deltas());
  }

  protected final void given(SummaryDeltas deltas) {
    assertThat(writer().append(new SummaryBatch(Set.of(), deltas)).isRight()).isTrue();
  }

  protected static QueryWindow between(String from, String to) {
    return new QueryWindow.Absolute(new TimeWindow(Instant.parse(from), Instant.parse(to)));
  }

  protected static <A> A answerOf(Either<QueryFailure, A> reply) {
    assertThat(reply.isRight()).as("answered, not %s", reply).isTrue();
    return reply.get();
  }

  protected static QueryFailure failureOf(Either<QueryFailure, ?> reply) {
    assertThat(reply.isLeft()).as("failed, not %s", reply).isTrue();
    return reply.getLeft();
  }
}
