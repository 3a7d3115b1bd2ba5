package io.coral.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.access.Principal;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.QueryIntent;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyEvent;
import io.coral.ports.Denial;
import io.coral.ports.Entrance;
import io.coral.ports.LogLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ColonyLogsTest {
  private static final Principal DASHBOARD =
      new Principal.Member(new PrincipalName("dashboard"), Set.of(Scope.SQL));
  private static final ColonyEvent DENIED =
      new ColonyEvent.CallDenied(
          Entrance.OTLP_HTTP, Denial.UNAUTHENTICATED, "192.0.2.7", Optional.empty());

  private final List<String> lines = new ArrayList<>();

  private void log(LogLine line) {
    lines.add(line.toString());
  }

  private static ColonyEvent question(
      QueryIntent<?> asked, int waitedMs, int workedMs, Optional<QueryFailure> failure) {
    return new ColonyEvent.QuestionEnded(
        asked,
        asked instanceof ExecuteSql ? "00ff00ff00ff00ff" : "",
        DASHBOARD,
        Duration.ofMillis(waitedMs),
        Duration.ofMillis(workedMs),
        3,
        failure);
  }

  @Test
  void slowQuery_showsWhatWasAskedByWhomAndWhereTheTimeWent() {
    var log = new SlowQueryLog(Duration.ofMillis(100), this::log);
    var asked = new GetErrorRate(ServiceSelector.of("payments"), QueryWindow.LAST_HOUR);

    log.heard(question(asked, 20, 79, Optional.empty()));
    log.heard(question(asked, 30, 70, Optional.empty()));

    assertThat(lines)
        .containsExactly(
            "slow query caller=member:dashboard question=GetErrorRate service=payments window=1h"
                + " outcome=OK rows=3 waited_ms=30 worked_ms=70");
  }

  @Test
  void slowQuery_ofSql_showsNothingOfTheStatement() {
    var log = new SlowQueryLog(Duration.ZERO, this::log);

    log.heard(
        question(
            new ExecuteSql(
                SqlStatement.of("SELECT 'hunter2' FROM service_summary"), new RowLimit(10)),
            0,
            5,
            Optional.of(new QueryFailure.Cancelled())));

    assertThat(lines)
        .containsExactly(
            "slow query caller=member:dashboard question=ExecuteSql max_rows=10"
                + " fingerprint=00ff00ff00ff00ff outcome=CANCELLED rows=3 waited_ms=0"
                + " worked_ms=5");
  }

  @Test
  void slowQuery_hostileServiceName_staysInItsField() {
    var log = new SlowQueryLog(Duration.ZERO, this::log);
    var hostile = ServiceSelector.of("a\" outcome=OK \\ caller=root");

    log.heard(question(new GetErrorRate(hostile, QueryWindow.LAST_HOUR), 0, 1, Optional.empty()));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("service=\"a\\\" outcome=OK \\\\ caller=root\" window=1h");
  }

  @Test
  void denials_areLogged_butAFloodIsOnlyCounted() {
    var now = new AtomicLong();
    var log = new DenialLog(this::log, now::get);

    for (int i = 0; i < 10_000; i++) {
      log.heard(DENIED);
    }

    assertThat(lines)
        .hasSize(20)
        .allMatch(
            line ->
                line.equals("call denied port=OTLP_HTTP reason=UNAUTHENTICATED from=192.0.2.7"));

    now.addAndGet(Duration.ofSeconds(10).toNanos());
    log.heard(DENIED);

    assertThat(lines).hasSize(21);
    assertThat(lines.getLast()).endsWith(" others_without_a_line=9980");
  }
}
