package io.coral.grpc.otlp;

import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.vavr.control.Either;
import java.util.List;

/** Reads from a resource who sent its telemetry. */
final class Senders {
  /** The service of a resource that names none, or names it by anything but text. */
  private static final String UNKNOWN_SERVICE = "unknown_service";

  private Senders() {}

  /**
   * The sender that a resource describes.
   *
   * @return or why its names cannot be kept, one sentence
   */
  static Either<String, ServiceInstance> of(Resource resource) {
    List<KeyValue> attributes = resource.getAttributesList();
    try {
      return Either.right(
          new ServiceInstance(
              new ServiceName(
                  Attributes.text(attributes, "service.name")
                      .filter(name -> !name.isBlank())
                      .orElse(UNKNOWN_SERVICE)),
              label(attributes, "service.namespace"),
              label(attributes, "cloud.region"),
              instance(attributes)));
    } catch (IllegalArgumentException e) {
      return Either.left("resource: " + e.getMessage());
    }
  }

  /** In Kubernetes the pod is the instance, also where nobody says so. */
  private static Label instance(List<KeyValue> attributes) {
    return Attributes.text(attributes, "service.instance.id")
        .or(() -> Attributes.text(attributes, "k8s.pod.name"))
        .map(Label::new)
        .orElse(Label.NONE);
  }

  private static Label label(List<KeyValue> attributes, String key) {
    return Attributes.text(attributes, key).map(Label::new).orElse(Label.NONE);
  }
}
