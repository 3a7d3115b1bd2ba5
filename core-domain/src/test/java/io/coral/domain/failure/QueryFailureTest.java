package io.coral.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryFailureTest {
  private static final TimeWindow HOUR =
      new TimeWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(3_600));

  @Test
  void badArgument_namesTheField() {
    var failure = new QueryFailure.BadArgument("limit", "must be in [1, 1000], got 0", "leave out");

    assertThat(failure.message()).isEqualTo("limit: must be in [1, 1000], got 0");
    assertThat(failure.hint()).isEqualTo("leave out");
  }

  @Test
  void notFound_hintsAtNearNames_elseWhereToLook() {
    var kind = QueryFailure.NotFound.Kind.SERVICE;
    var near = new QueryFailure.NotFound(kind, "paymnets", List.of("payments", "payouts"));
    var far = new QueryFailure.NotFound(kind, "x", List.of());

    assertThat(near.message()).isEqualTo("unknown service \"paymnets\"");
    assertThat(near.hint()).isEqualTo("did you mean payments, payouts?");
    assertThat(far.hint()).isEqualTo("coral query services --all lists what is known");
    assertThat(
            new QueryFailure.NotFound(QueryFailure.NotFound.Kind.METRIC, "x", List.of()).message())
        .isEqualTo("unknown metric \"x\"");
  }

  @Test
  void noData_namesTheLastRangeThatHasSome() {
    var last = new TimeWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
    var failure = new QueryFailure.NoData("shop", HOUR, Optional.of(last));

    assertThat(failure.message())
        .isEqualTo(
            "no data for shop in 1970-01-01T00:00:00Z..1970-01-01T01:00:00Z;"
                + " the last is in 1970-01-01T00:00:00Z..1970-01-01T00:01:00Z");
    assertThat(failure.hint())
        .isEqualTo("ask with --from 1970-01-01T00:00:00Z --to 1970-01-01T00:01:00Z");
    assertThat(new QueryFailure.NoData("shop", HOUR, Optional.empty()).hint()).isEmpty();
  }

  @Test
  void sqlRefused_saysWhatTheGuardSaid() {
    var refusal = SqlRefusal.of(SqlRefusal.Reason.NOT_A_SELECT, "DELETE", "write SELECT");
    var failure = new QueryFailure.SqlRefused(refusal);

    assertThat(failure.message()).isEqualTo("only SELECT is run: DELETE");
    assertThat(failure.hint()).isEqualTo("write SELECT");
  }

  @Test
  void deadline_isToldInMilliseconds() {
    assertThat(new QueryFailure.DeadlineExceeded(Duration.ofMillis(1_500)).message())
        .isEqualTo("no answer within 1500 ms");
  }

  @Test
  void everyFailure_hasAMessage() {
    List<QueryFailure> all =
        List.of(
            new QueryFailure.Cancelled(),
            new QueryFailure.Unavailable("the store cannot be read", ""),
            new QueryFailure.LimitExceeded("memory", "needs too much memory", ""),
            new QueryFailure.AccessDenied(
                QueryFailure.AccessDenied.Kind.UNAUTHENTICATED, "who asks?", ""));

    assertThat(all).allSatisfy(failure -> assertThat(failure.message()).isNotBlank());
  }
}
