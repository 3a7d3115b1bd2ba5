package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.GetService;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.value.ServiceName;
import io.coral.grpc.v1.GetServiceRequest;
import io.coral.grpc.v1.GetServiceResponse;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.ListServicesResponse;
import io.coral.grpc.v1.Service;
import io.vavr.control.Either;
import io.vavr.control.Validation;

/** Which services there are. */
public final class ServiceMapping {
  private ServiceMapping() {}

  public static Either<QueryFailure, ListServices> toDomain(ListServicesRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.label("namespace", request.getNamespace()),
                Fields.label("region", request.getRegion()))
            .ap(
                (namespace, region) ->
                    new ListServices(namespace, region, request.getIncludeMetricsOnly())));
  }

  public static ListServicesRequest toWire(ListServices intent) {
    return ListServicesRequest.newBuilder()
        .setNamespace(intent.namespace().value())
        .setRegion(intent.region().value())
        .setIncludeMetricsOnly(intent.includeMetricsOnly())
        .build();
  }

  public static ListServicesResponse toWire(ServiceList answer) {
    return ListServicesResponse.newBuilder()
        .addAllServices(answer.services().stream().map(ServiceMapping::service).toList())
        .build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static ServiceList toDomain(ListServicesResponse response) {
    return new ServiceList(
        response.getServicesList().stream().map(ServiceMapping::service).toList());
  }

  public static Either<QueryFailure, GetService> toDomain(GetServiceRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.serviceName("name", request.getName()),
                Fields.label("namespace", request.getNamespace()))
            .ap(GetService::new));
  }

  public static GetServiceRequest toWire(GetService intent) {
    return GetServiceRequest.newBuilder()
        .setName(intent.name().value())
        .setNamespace(intent.namespace().value())
        .build();
  }

  public static GetServiceResponse toWire(ServiceInfo answer) {
    return GetServiceResponse.newBuilder().setService(service(answer)).build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static ServiceInfo toDomain(GetServiceResponse response) {
    return service(response.getService());
  }

  private static Service service(ServiceInfo info) {
    return Service.newBuilder()
        .setName(info.name().value())
        .setNamespace(info.namespace())
        .setRegion(info.region())
        .setInstanceCount(info.instanceCount())
        .setLastSeen(WindowMapping.toWire(info.lastSeen()))
        .build();
  }

  private static ServiceInfo service(Service service) {
    return new ServiceInfo(
        new ServiceName(service.getName()),
        service.getNamespace(),
        service.getRegion(),
        service.getInstanceCount(),
        WindowMapping.toDomain(service.getLastSeen()));
  }
}
