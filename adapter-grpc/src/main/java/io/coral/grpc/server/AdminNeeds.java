package io.coral.grpc.server;

import io.coral.domain.access.Scope;
import io.coral.grpc.access.Need;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;

/** What each method on the port of administration needs. */
final class AdminNeeds {
  private AdminNeeds() {}

  static Need of(MethodDescriptor<?, ?> method) {
    return switch (String.valueOf(method.getServiceName())) {
      case HealthGrpc.SERVICE_NAME -> new Need.Nothing();
      case ServerReflectionGrpc.SERVICE_NAME -> new Need.ToBeKnown();
      default -> Need.scope(Scope.ADMIN);
    };
  }
}
