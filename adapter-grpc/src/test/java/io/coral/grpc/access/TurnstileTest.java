package io.coral.grpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.access.Principal;
import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.Principal.Run;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.ports.CallRates;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private static final PrincipalName CI = new PrincipalName("ci");
  private static final Member MEMBER = new Member(CI, Set.of(Scope.QUERY));
  private static final Member OTHER = new Member(new PrincipalName("other"), Set.of(Scope.QUERY));

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);

  private Turnstile turnstile(int atOnce, int perSecond, int burst) {
    return new Turnstile(new CallRates(atOnce, perSecond, burst), now::get);
  }

  private static String limit(Turnstile turnstile, Principal principal) {
    return turnstile.enter(principal).getLeft().limit();
  }

  @Test
  void enter_moreAtOnceThanAllowed_waitsForOneToLeave() {
    Turnstile turnstile = turnstile(2, 1_000, 1_000);
    var first = turnstile.enter(MEMBER).get();
    turnstile.enter(MEMBER).get();

    assertThat(limit(turnstile, MEMBER)).isEqualTo("calls_at_once");
    assertThat(turnstile.enter(OTHER).isRight()).as("others are not concerned").isTrue();

    first.leave();
    first.leave(); // counts once
    assertThat(turnstile.enter(MEMBER).isRight()).isTrue();
    assertThat(limit(turnstile, MEMBER)).isEqualTo("calls_at_once");
  }

  @Test
  void enter_fasterThanAllowed_waitsForTheNextMoment() {
    Turnstile turnstile = turnstile(1_000, 10, 3);
    for (int i = 0; i < 3; i++) {
      turnstile.enter(MEMBER).get().leave();
    }

    assertThat(limit(turnstile, MEMBER)).isEqualTo("calls_per_second");
    assertThat(turnstile.enter(OTHER).isRight()).isTrue();

    now.addAndGet(Duration.ofMillis(100).toNanos());
    turnstile.enter(MEMBER).get().leave();
    assertThat(limit(turnstile, MEMBER)).isEqualTo("calls_per_second");
  }

  @Test
  void enter_afterALongWhile_hasNoMoreThanTheBurst() {
    Turnstile turnstile = turnstile(1_000, 10, 3);
    turnstile.enter(MEMBER).get().leave();
    now.addAndGet(Duration.ofDays(1).toNanos());

    for (int i = 0; i < 3; i++) {
      assertThat(turnstile.enter(MEMBER).isRight()).isTrue();
    }
    assertThat(turnstile.enter(MEMBER).isLeft()).isTrue();
  }

  @Test
  void enter_scriptsOfAMember_countAsTheMember() {
    Turnstile turnstile = turnstile(2, 1_000, 1_000);
    turnstile.enter(new Run(CI, Set.of(Scope.QUERY))).get();
    turnstile.enter(new Run(CI, Set.of(Scope.SQL))).get();

    assertThat(turnstile.enter(MEMBER).isLeft()).isTrue();
  }

  @Test
  void enter_anyone_isNotCounted() {
    Turnstile turnstile = turnstile(1, 1, 1);

    for (int i = 0; i < 100; i++) {
      assertThat(turnstile.enter(new Principal.Anyone()).isRight()).isTrue();
    }
  }

  @Test
  void enter_moreNamesThanAreRemembered_forgetsOnlyThoseWhoAreIdle() {
    Turnstile turnstile = turnstile(1, 1_000, 1_000);
    turnstile.enter(MEMBER).get();
    for (int i = 0; i < 5_000; i++) {
      turnstile.enter(new Member(new PrincipalName("n" + i), Set.of(Scope.QUERY))).get().leave();
    }

    assertThat(limit(turnstile, MEMBER)).isEqualTo("calls_at_once");
  }
}
