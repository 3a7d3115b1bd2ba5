package io.coral.cli.render;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.cli.text.TimeText;
import io.coral.domain.time.DurationText;
import io.coral.ports.ColonyStatus;
import io.coral.ports.IntakeCounts;
import io.coral.ports.StoreStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a colony is.
 *
 * @param clientVersion of this program
 */
public record StatusReport(ColonyStatus status, String clientVersion) implements Report {
  public StatusReport {
    requireNonNull(status, "status is null");
    requireNonNull(clientVersion, "clientVersion is null");
  }

  @Override
  public TableForm table() {
    StoreStatus store = status.store();
    IntakeCounts intake = status.intake();
    List<TableForm.Section> sections = new ArrayList<>();
    sections.add(
        new TableForm.Section(
            "Colony",
            List.of(
                List.of("version", status.version()),
                List.of("up for", shown(status.uptime())),
                List.of("this coral", clientVersion))));
    sections.add(
        new TableForm.Section(
            "Store",
            List.of(
                List.of("on disk", bytes(store.diskBytes())),
                List.of("in memory", memory(store)),
                List.of("rows", grouped(store.rows())),
                List.of("oldest minute", shown(store.oldestMinute())),
                List.of("oldest hour", shown(store.oldestHour())))));
    sections.add(
        new TableForm.Section(
            "Ingest since the start",
            List.of(
                List.of("taken", grouped(intake.items()) + " items in " + requests(intake)),
                List.of(
                    "refused",
                    grouped(intake.refused())
                        + " items, "
                        + grouped(intake.dropped())
                        + " of them one name too many"),
                List.of(
                    "not taken",
                    grouped(intake.turnedAway())
                        + " requests turned away, "
                        + grouped(intake.failed())
                        + " failed, "
                        + grouped(intake.cancelled())
                        + " cancelled"))));
    sections.add(
        new TableForm.Section(
            "Ports",
            status.ports().stream().map(port -> List.of(port.purpose(), port.address())).toList()));
    return new TableForm.Outline(sections);
  }

  private static String requests(IntakeCounts intake) {
    return grouped(intake.requests()) + " requests, " + grouped(intake.commits()) + " commits";
  }

  private static String memory(StoreStatus store) {
    String held = bytes(store.heldBytes()) + " of summaries";
    return store
        .memory()
        .map(use -> bytes(use.usedBytes()) + " of " + bytes(use.budgetBytes()) + ", " + held)
        .orElse(held);
  }

  private static String bytes(long number) {
    return Quantities.of((double) number, "bytes");
  }

  private static String shown(Duration uptime) {
    return DurationText.format(uptime);
  }

  private static String shown(Optional<Instant> time) {
    return time.map(TimeText::of).orElse("none");
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Override
  public CsvForm csv() {
    StoreStatus store = status.store();
    IntakeCounts intake = status.intake();
    return new CsvForm(
        List.of(
            "version",
            "client_version",
            "uptime_ms",
            "disk_bytes",
            "held_bytes",
            "rows",
            "oldest_minute",
            "oldest_hour",
            "commits",
            "requests",
            "items",
            "refused",
            "dropped",
            "turned_away",
            "failed",
            "cancelled",
            "memory_bytes",
            "memory_budget_bytes"),
        List.of(
            List.of(
                Optional.of(status.version()),
                Optional.of(clientVersion),
                number(status.uptime().toMillis()),
                number(store.diskBytes()),
                number(store.heldBytes()),
                number(store.rows()),
                store.oldestMinute().map(TimeText::of),
                store.oldestHour().map(TimeText::of),
                number(intake.commits()),
                number(intake.requests()),
                number(intake.items()),
                number(intake.refused()),
                number(intake.dropped()),
                number(intake.turnedAway()),
                number(intake.failed()),
                number(intake.cancelled()),
                store.memory().map(use -> Long.toString(use.usedBytes())),
                store.memory().map(use -> Long.toString(use.budgetBytes())))));
  }

  private static Optional<String> number(long value) {
    return Optional.of(Long.toString(value));
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", status.version());
    json.writeStringField("client_version", clientVersion);
    json.writeNumberField("uptime_ms", status.uptime().toMillis());
    store(json, status.store());
    intake(json, status.intake());
    json.writeArrayFieldStart("ports");
    for (ColonyStatus.OpenPort port : status.ports()) {
      json.writeStartObject();
      json.writeStringField("purpose", port.purpose());
      json.writeStringField("address", port.address());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void store(JsonGenerator json, StoreStatus store) throws IOException {
    json.writeObjectFieldStart("store");
    json.writeNumberField("disk_bytes", store.diskBytes());
    json.writeNumberField("held_bytes", store.heldBytes());
    if (store.memory().isPresent()) {
      json.writeNumberField("memory_bytes", store.memory().get().usedBytes());
      json.writeNumberField("memory_budget_bytes", store.memory().get().budgetBytes());
    }
    json.writeNumberField("rows", store.rows());
    json.writeStringField("oldest_minute", store.oldestMinute().map(TimeText::of).orElse(null));
    json.writeStringField("oldest_hour", store.oldestHour().map(TimeText::of).orElse(null));
    json.writeArrayFieldStart("warnings");
    for (String warning : store.warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void intake(JsonGenerator json, IntakeCounts intake) throws IOException {
    json.writeObjectFieldStart("intake");
    json.writeNumberField("commits", intake.commits());
    json.writeNumberField("requests", intake.requests());
    json.writeNumberField("items", intake.items());
    json.writeNumberField("refused", intake.refused());
    json.writeNumberField("dropped", intake.dropped());
    json.writeNumberField("turned_away", intake.turnedAway());
    json.writeNumberField("failed", intake.failed());
    json.writeNumberField("cancelled", intake.cancelled());
    json.writeEndObject();
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(status.store().warnings());
    if (!clientVersion.equals(status.version())) {
      remarks.add("this coral is " + clientVersion + ", and the colony is " + status.version());
    }
    return remarks;
  }
}
