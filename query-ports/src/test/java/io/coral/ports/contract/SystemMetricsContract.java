package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.SystemMetrics.Utilization;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import org.junit.jupiter.api.Test;

/** How CPU and memory are read. */
public abstract class SystemMetricsContract extends ColonyContract {
  private static final QueryWindow MORNING =
      between("2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z");

  @Test
  void getSystemMetrics_isThePercentOfTheContainersLimit_withItsMaximum() {
    given(
        new Telemetry()
            .gauge("shop", "k8s.container.cpu_limit_utilization", "1", "2026-03-01T10:00:00Z", 0.2)
            .gauge("shop", "k8s.container.cpu_limit_utilization", "1", "2026-03-01T10:01:00Z", 0.4)
            .gauge(
                "shop", "k8s.container.memory_limit_utilization", "1", "2026-03-01T10:01:00Z", 0.5)
            .gauge("shop", "container.memory.usage", "bytes", "2026-03-01T10:01:00Z", 100, 300)
            .gauge("shop", "system.cpu.utilization", "1", "2026-03-01T10:01:00Z", 0.9));

    var answer = system("shop");

    assertUtilization(answer.cpu().orElseThrow(), 30, 40, "k8s.container.cpu_limit_utilization");
    assertUtilization(
        answer.memory().orElseThrow(), 50, 50, "k8s.container.memory_limit_utilization");
    assertThat(answer.memoryBytes().orElseThrow()).isEqualTo(200);
  }

  @Test
  void getSystemMetrics_zeroIsAValue() {
    given(
        new Telemetry()
            .gauge("shop", "process.cpu.utilization", "1", "2026-03-01T10:00:00Z", 0, 0));

    assertUtilization(system("shop").cpu().orElseThrow(), 0, 0, "process.cpu.utilization");
  }

  @Test
  void getSystemMetrics_unknownIsAbsent() {
    given(
        new Telemetry().gauge("shop", "process.cpu.utilization", "1", "2026-03-01T10:00:00Z", 0.1));

    assertThat(system("shop").memory()).isEmpty();
    assertThat(system("shop").memoryBytes()).isEmpty();
  }

  @Test
  void getSystemMetrics_usageOverItsLimit() {
    given(
        new Telemetry()
            .gauge("shop", "container.memory.usage", "bytes", "2026-03-01T10:00:00Z", 100, 200)
            .gauge("shop", "k8s.container.memory_limit", "bytes", "2026-03-01T10:00:00Z", 400));

    assertUtilization(system("shop").memory().orElseThrow(), 37.5, 50, "container.memory.usage");
  }

  @Test
  void getSystemMetrics_usageWithoutLimit_fallsThroughToTheHost() {
    given(
        new Telemetry()
            .gauge("shop", "container.memory.usage", "bytes", "2026-03-01T10:00:00Z", 100)
            .gaugeOfState("shop", "system.memory.utilization", "used", "2026-03-01T10:00:00Z", 0.6)
            .gaugeOfState(
                "shop", "system.memory.utilization", "free", "2026-03-01T10:00:00Z", 0.4));

    var answer = system("shop");

    assertUtilization(answer.memory().orElseThrow(), 60, 60, "system.memory.utilization");
    assertThat(answer.memoryBytes().orElseThrow()).isEqualTo(100);
  }

  @Test
  void getSystemMetrics_hostCpuIsAllStatesButIdle() {
    given(
        new Telemetry()
            .gaugeOfState("shop", "system.cpu.utilization", "idle", "2026-03-01T10:00:00Z", 0.7)
            .gaugeOfState("shop", "system.cpu.utilization", "user", "2026-03-01T10:00:00Z", 0.2)
            .gaugeOfState("shop", "system.cpu.utilization", "system", "2026-03-01T10:00:00Z", 0.1));

    assertUtilization(system("shop").cpu().orElseThrow(), 30, 30, "system.cpu.utilization");
  }

  @Test
  void getSystemMetrics_nothingInTheWindow_isNoData() {
    given(
        new Telemetry().gauge("shop", "process.cpu.utilization", "1", "2026-03-01T09:00:00Z", 0.1));

    assertThat(failure("shop"))
        .isInstanceOfSatisfying(
            QueryFailure.NoData.class, none -> assertThat(none.lastData()).isPresent());
  }

  @Test
  void getSystemMetrics_serviceWithSpansOnly_isNoData() {
    given(new Telemetry().request("shop", "2026-03-01T10:00:00Z", 5));

    assertThat(failure("shop")).isInstanceOf(QueryFailure.NoData.class);
  }

  @Test
  void getSystemMetrics_unknownService_isNotFound() {
    assertThat(failure("shop")).isInstanceOf(QueryFailure.NotFound.class);
  }

  private SystemMetrics system(String service) {
    return answerOf(colony().getSystemMetrics(asked(service)));
  }

  private QueryFailure failure(String service) {
    return failureOf(colony().getSystemMetrics(asked(service)));
  }

  private static GetSystemMetrics asked(String service) {
    return new GetSystemMetrics(ServiceSelector.of(service), MORNING);
  }

  private static void assertUtilization(
      Utilization actual, double percent, double max, String source) {
    assertThat(actual.percent()).isCloseTo(percent, offset(1e-9));
    assertThat(actual.maxPercent()).isCloseTo(max, offset(1e-9));
    assertThat(actual.source()).isEqualTo(source);
  }
}
