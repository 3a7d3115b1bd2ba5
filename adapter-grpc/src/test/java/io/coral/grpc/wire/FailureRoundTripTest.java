package io.coral.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.domain.failure.QueryFailure.NotFound;
import io.coral.domain.sql.SqlPlace;
import io.coral.domain.sql.SqlRefusal;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every failure comes out of its status as it went in. */
class FailureRoundTripTest {

  @Property(tries = 2_000)
  void failure_asStatus_isTheSameFailure(@ForAll("failures") QueryFailure failure) {
    StatusRuntimeException thrown = GrpcStatus.exception(failure);

    assertThat(GrpcStatus.details(thrown.getTrailers()).flatMap(FailureReading::toDomain))
        .contains(failure);
  }

  @Property(tries = 200)
  void failure_ofAnyLength_fitsIntoTrailers(
      @ForAll("failures") QueryFailure failure, @ForAll("longTexts") String text) {
    for (QueryFailure longer :
        List.of(
            new QueryFailure.BadArgument(text, text, text),
            new NotFound(NotFound.Kind.SERVICE, text, List.of(text, text, text)),
            new QueryFailure.NoData(text, Answers.traceList().sample().applied(), none()),
            new QueryFailure.SqlRefused(
                new SqlRefusal(
                    SqlRefusal.Reason.BIND_ERROR, text, Optional.of(new SqlPlace(1, 1, 2)), text)),
            new QueryFailure.LimitExceeded(text, text, text),
            new QueryFailure.Unavailable(text, text))) {
      var thrown = GrpcStatus.exception(longer);
      int details = GrpcStatus.details(thrown.getTrailers()).orElseThrow().getSerializedSize();
      String description = String.valueOf(thrown.getStatus().getDescription());
      int percentEncoded = 3 * description.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;

      assertThat(details * 4 / 3 + percentEncoded).isLessThan(7_500);
      assertThat(GrpcStatus.details(thrown.getTrailers()).flatMap(FailureReading::toDomain))
          .get()
          .hasSameClassAs(longer);
    }
  }

  @Test
  void details_ofAnotherDomain_areNoFailureOfAColony() {
    assertThat(FailureReading.toDomain(com.google.rpc.Status.getDefaultInstance())).isEmpty();
    assertThat(FailureReading.toDomain(FailureMapping.internalError())).isEmpty();
    assertThat(FailureReading.isInternalError(FailureMapping.internalError())).isTrue();
  }

  private static java.util.Optional<io.coral.domain.time.TimeWindow> none() {
    return java.util.Optional.empty();
  }

  @Provide
  Arbitrary<String> longTexts() {
    return AnyText.text().map(text -> (text + "é€😀").repeat(500));
  }

  private static Arbitrary<SqlPlace> places() {
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.integers().greaterOrEqual(1),
            Arbitraries.integers().greaterOrEqual(1))
        .as(SqlPlace::new);
  }

  @Provide
  Arbitrary<QueryFailure> failures() {
    var text = AnyText.text();
    return Arbitraries.oneOf(
        Combinators.combine(text, text, text).as(QueryFailure.BadArgument::new),
        Combinators.combine(
                Arbitraries.of(NotFound.Kind.class), text, AnyText.name().list().ofMaxSize(3))
            .as(NotFound::new),
        Combinators.combine(text, Questions.timeWindow(), Questions.timeWindow().optional())
            .as(QueryFailure.NoData::new),
        Combinators.combine(
                Arbitraries.of(SqlRefusal.Reason.class), text, places().optional(), text)
            .as(SqlRefusal::new)
            .map(QueryFailure.SqlRefused::new),
        Combinators.combine(Arbitraries.of(AccessDenied.Kind.class), text, text)
            .as(AccessDenied::new),
        Combinators.combine(text, text, text).as(QueryFailure.LimitExceeded::new),
        Arbitraries.longs()
            .greaterOrEqual(0)
            .map(Duration::ofNanos)
            .map(QueryFailure.DeadlineExceeded::new),
        Arbitraries.just(new QueryFailure.Cancelled()),
        Combinators.combine(text, text).as(QueryFailure.Unavailable::new));
  }
}
