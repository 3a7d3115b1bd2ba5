package io.coral.cli.command;

import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.contract.Telemetry;
import java.util.Set;

/** A small colony with the services of the RFD's examples. */
final class Shop {
  private Shop() {}

  static void fill(SummaryWriter writer) {
    var telemetry = new Telemetry();
    for (int i = 1; i <= 199; i++) {
      telemetry.request("payments", "2026-03-01T11:%02d:00Z".formatted(30 + i % 30), 20 + i % 30);
    }
    telemetry
        .failedRequest("payments", "2026-03-01T11:59:00Z", 1_523)
        .request("orders", "2026-03-01T11:45:00Z", 23)
        .request("inventory", "2026-02-20T08:00:00Z", 5)
        .gauge("cache", "process.cpu.utilization", "1", "2026-03-01T11:50:00Z", 0.25);
    append(writer, telemetry);
  }

  /** One more request, of a trace of its own. */
  static void request(SummaryWriter writer, String time) {
    append(writer, new Telemetry().request(Telemetry.sender("payments", "", "one"), 7, time, 21));
  }

  private static void append(SummaryWriter writer, Telemetry telemetry) {
    if (writer.append(new SummaryBatch(Set.of(), telemetry.deltas())).isLeft()) {
      throw new AssertionError("the shop could not be filled");
    }
  }
}
