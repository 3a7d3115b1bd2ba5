package io.coral.grpc.ingest;

import io.coral.domain.access.Scope;
import io.coral.grpc.access.Need;
import io.grpc.MethodDescriptor;
import io.grpc.reflection.v1.ServerReflectionGrpc;

/** What each method of OTLP/gRPC's port needs. */
final class IngestNeeds {
  private IngestNeeds() {}

  static Need of(MethodDescriptor<?, ?> method) {
    return switch (String.valueOf(method.getServiceName())) {
      // Its answers are no secret, but work.
      case ServerReflectionGrpc.SERVICE_NAME -> new Need.ToBeKnown();
      default -> Need.scope(Scope.INGEST);
    };
  }
}
