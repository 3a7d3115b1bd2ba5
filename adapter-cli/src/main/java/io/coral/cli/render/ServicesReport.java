package io.coral.cli.render;

import static io.coral.cli.render.TableColumn.extra;
import static io.coral.cli.render.TableColumn.number;
import static io.coral.cli.render.TableColumn.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.cli.text.TimeText;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The services of a colony. */
public record ServicesReport(ServiceList answer) implements Report {
  @Override
  public TableForm table() {
    return new TableForm.Grid(
        List.of(
            text("SERVICE"),
            text("NAMESPACE"),
            text("REGION"),
            number("INSTANCES"),
            extra("LAST SEEN")),
        answer.services().stream()
            .map(
                service ->
                    List.of(
                        service.name().value(),
                        service.namespace(),
                        service.region(),
                        Integer.toString(service.instanceCount()),
                        TimeText.of(service.lastSeen())))
            .toList());
  }

  @Override
  public CsvForm csv() {
    return new CsvForm(
        List.of("name", "namespace", "region", "instance_count", "last_seen"),
        answer.services().stream()
            .map(
                service ->
                    List.of(
                        Optional.of(service.name().value()),
                        Optional.of(service.namespace()),
                        Optional.of(service.region()),
                        Optional.of(Integer.toString(service.instanceCount())),
                        Optional.of(TimeText.of(service.lastSeen()))))
            .toList());
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("services");
    for (ServiceInfo service : answer.services()) {
      json.writeStartObject();
      json.writeStringField("name", service.name().value());
      json.writeStringField("namespace", service.namespace());
      json.writeStringField("region", service.region());
      json.writeNumberField("instance_count", service.instanceCount());
      json.writeStringField("last_seen", TimeText.of(service.lastSeen()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public List<String> remarks() {
    return answer.services().isEmpty() ? List.of("no services") : List.of();
  }
}
