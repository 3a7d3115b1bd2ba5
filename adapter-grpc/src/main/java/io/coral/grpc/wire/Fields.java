package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.value.Label;
import io.coral.domain.value.Limit;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks single fields of a request; a failure names the field as the wire does. */
final class Fields {
  private Fields() {}

  /** What {@code value} makes, or why it cannot, in the words of the type's own constructor. */
  static <A> Validation<QueryFailure, A> checked(String field, String hint, Supplier<A> value) {
    try {
      return Validation.valid(value.get());
    } catch (IllegalArgumentException e) {
      return bad(field, String.valueOf(e.getMessage()), hint);
    }
  }

  static <A> Validation<QueryFailure, A> bad(String field, String reason, String hint) {
    return Validation.invalid(new BadArgument(field, reason, hint));
  }

  /** The question, or the first of what is wrong with it. */
  static <A> Either<QueryFailure, A> firstFailure(Validation<Seq<QueryFailure>, A> all) {
    return all.toEither().mapLeft(Seq::head);
  }

  static Validation<QueryFailure, ServiceName> serviceName(String field, String value) {
    return checked(field, "coral query services lists the names", () -> new ServiceName(value));
  }

  static Validation<QueryFailure, Label> label(String field, String value) {
    return checked(field, "", () -> new Label(value));
  }

  static Validation<QueryFailure, MetricName> metric(String value) {
    return checked(
        "metric",
        GetPercentile.REQUEST_DURATION + " is the duration of requests",
        () -> new MetricName(value));
  }

  static Validation<QueryFailure, ServiceSelector> selector(
      String service, String namespace, String region) {
    return Validation.combine(
            serviceName("service", service), label("namespace", namespace), label("region", region))
        .ap(ServiceSelector::new)
        .mapError(Seq::head);
  }

  /** The selector of a question that may be about all services. */
  static Validation<QueryFailure, Optional<ServiceSelector>> optionalSelector(
      String service, String namespace, String region) {
    if (!service.isEmpty()) {
      return selector(service, namespace, region).map(Optional::of);
    }
    if (!namespace.isEmpty() || !region.isEmpty()) {
      String field = namespace.isEmpty() ? "region" : "namespace";
      return bad(field, "narrows a service, but no service is named", "name the service too");
    }
    return Validation.valid(Optional.empty());
  }

  /** The services of a question that may be about all, also of one namespace or region. */
  static Validation<QueryFailure, ServiceScope> scope(
      String service, String namespace, String region) {
    Validation<QueryFailure, Optional<ServiceName>> name =
        service.isEmpty()
            ? Validation.valid(Optional.empty())
            : serviceName("service", service).map(Optional::of);
    return Validation.combine(name, label("namespace", namespace), label("region", region))
        .ap(ServiceScope::new)
        .mapError(Seq::head);
  }

  /** A limit; 0 is the default. */
  static Validation<QueryFailure, Limit> limit(int value) {
    return value == 0
        ? Validation.valid(Limit.DEFAULT)
        : checked(
            "limit", "0 takes the default of " + Limit.DEFAULT.value(), () -> new Limit(value));
  }
}
