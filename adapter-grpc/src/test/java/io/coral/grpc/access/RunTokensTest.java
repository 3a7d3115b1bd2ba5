package io.coral.grpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure.LimitExceeded;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunTokensTest {
  private static final Member CI =
      new Member(new PrincipalName("ci"), Set.of(Scope.QUERY, Scope.INGEST, Scope.ADMIN));
  private static final Member OTHER = new Member(new PrincipalName("other"), Set.of(Scope.SQL));

  /** Begins where the numbers turn round, as the system's own may. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);

  private final RunTokens tokens = new RunTokens(now::get);

  private Token issued(Duration lifetime) {
    return tokens.issue(CI, lifetime).get().token();
  }

  @Test
  void issue_memberWithManyScopes_givesOnlyThoseOfAScript() {
    assertThat(tokens.holderOf(issued(Duration.ofSeconds(1))))
        .hasValueSatisfying(
            run -> {
              assertThat(run.member()).isEqualTo(CI.name());
              assertThat(run.scopes()).containsExactly(Scope.QUERY);
            });
  }

  @Test
  void holderOf_afterItsLifetime_isNobody() {
    Token token = issued(Duration.ofSeconds(1));

    now.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
    assertThat(tokens.holderOf(token)).isPresent();
    now.addAndGet(1);
    assertThat(tokens.holderOf(token)).isEmpty();
  }

  @Test
  void issue_forDays_isCutToAnHour() {
    var issued = tokens.issue(CI, Duration.ofDays(30)).get();

    assertThat(issued.lifetime()).isEqualTo(Duration.ofHours(1));
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(tokens.holderOf(issued.token())).isEmpty();
  }

  @Test
  void issue_tooManyOfOneMember_leavesRoomForOthers() {
    for (int i = 0; i < 256; i++) {
      issued(Duration.ofMinutes(1));
    }

    assertThat(tokens.issue(CI, Duration.ofMinutes(1)).getLeft()).isInstanceOf(LimitExceeded.class);
    assertThat(tokens.issue(OTHER, Duration.ofMinutes(1)).isRight()).isTrue();
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(tokens.issue(CI, Duration.ofMinutes(1)).isRight()).isTrue();
  }

  @Test
  void issued_inAMessage_doesNotShowTheToken() {
    var issued = tokens.issue(CI, Duration.ofMinutes(1)).get();

    assertThat("" + issued).doesNotContain(issued.token().text());
  }
}
