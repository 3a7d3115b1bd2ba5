package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure.NotFound;

/** The reasons of ErrorInfo, stable for programs. Those of the SQL guard are its own names. */
final class Reasons {
  static final String BAD_ARGUMENT = "BAD_ARGUMENT";
  static final String UNKNOWN_SERVICE = "UNKNOWN_SERVICE";
  static final String UNKNOWN_METRIC = "UNKNOWN_METRIC";
  static final String UNKNOWN_TABLE = "UNKNOWN_TABLE";
  static final String NO_DATA = "NO_DATA";
  static final String UNAUTHENTICATED = "UNAUTHENTICATED";
  static final String PERMISSION_DENIED = "PERMISSION_DENIED";
  static final String LIMIT_EXCEEDED = "LIMIT_EXCEEDED";
  static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";
  static final String CANCELLED = "CANCELLED";
  static final String UNAVAILABLE = "UNAVAILABLE";
  static final String INTERNAL = "INTERNAL";

  private Reasons() {}

  static String unknown(NotFound.Kind kind) {
    return switch (kind) {
      case SERVICE -> UNKNOWN_SERVICE;
      case METRIC -> UNKNOWN_METRIC;
      case TABLE -> UNKNOWN_TABLE;
    };
  }
}
