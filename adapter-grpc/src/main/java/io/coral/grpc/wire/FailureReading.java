package io.coral.grpc.wire;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.domain.failure.QueryFailure.NotFound;
import io.coral.domain.sql.SqlPlace;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.time.TimeWindow;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads failures out of what {@link FailureMapping} wrote. */
public final class FailureReading {
  private FailureReading() {}

  /**
   * The failure that a status tells of.
   *
   * @return empty if no colony wrote it, or if it tells of a bug in the colony
   */
  public static Optional<QueryFailure> toDomain(Status status) {
    try {
      return info(status).flatMap(info -> read(status.getMessage(), info));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty(); // not as a colony writes it
    }
  }

  /** Whether a status tells of a bug in the colony. */
  public static boolean isInternalError(Status status) {
    return info(status).filter(info -> info.getReason().equals(Reasons.INTERNAL)).isPresent();
  }

  private static Optional<ErrorInfo> info(Status status) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return Optional.of(detail.unpack(ErrorInfo.class))
              .filter(info -> info.getDomain().equals(FailureMapping.DOMAIN));
        } catch (InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<QueryFailure> read(String message, ErrorInfo info) {
    Map<String, String> metadata = info.getMetadataMap();
    String hint = text(metadata, Keys.HINT);
    return switch (info.getReason()) {
      case Reasons.BAD_ARGUMENT ->
          Optional.of(
              new QueryFailure.BadArgument(
                  text(metadata, Keys.FIELD), text(metadata, Keys.REASON), hint));
      case Reasons.UNKNOWN_SERVICE -> Optional.of(notFound(NotFound.Kind.SERVICE, metadata));
      case Reasons.UNKNOWN_METRIC -> Optional.of(notFound(NotFound.Kind.METRIC, metadata));
      case Reasons.UNKNOWN_TABLE -> Optional.of(notFound(NotFound.Kind.TABLE, metadata));
      case Reasons.NO_DATA -> Optional.of(noData(metadata));
      case Reasons.UNAUTHENTICATED ->
          Optional.of(new AccessDenied(AccessDenied.Kind.UNAUTHENTICATED, message, hint));
      case Reasons.PERMISSION_DENIED ->
          Optional.of(new AccessDenied(AccessDenied.Kind.PERMISSION_DENIED, message, hint));
      case Reasons.LIMIT_EXCEEDED ->
          Optional.of(new QueryFailure.LimitExceeded(text(metadata, Keys.LIMIT), message, hint));
      case Reasons.DEADLINE_EXCEEDED ->
          Optional.of(
              new QueryFailure.DeadlineExceeded(Duration.parse(text(metadata, Keys.ALLOWED))));
      case Reasons.CANCELLED -> Optional.of(new QueryFailure.Cancelled());
      case Reasons.UNAVAILABLE -> Optional.of(new QueryFailure.Unavailable(message, hint));
      default -> refusal(info.getReason(), metadata, hint).map(QueryFailure.SqlRefused::new);
    };
  }

  private static NotFound notFound(NotFound.Kind kind, Map<String, String> metadata) {
    return new NotFound(
        kind, text(metadata, Keys.NAME), Texts.split(text(metadata, Keys.NEAR_NAMES)));
  }

  private static QueryFailure.NoData noData(Map<String, String> metadata) {
    return new QueryFailure.NoData(
        text(metadata, Keys.SUBJECT),
        window(metadata, Keys.APPLIED_FROM, Keys.APPLIED_TO),
        metadata.containsKey(Keys.LAST_FROM)
            ? Optional.of(window(metadata, Keys.LAST_FROM, Keys.LAST_TO))
            : Optional.empty());
  }

  private static Optional<SqlRefusal> refusal(
      String reason, Map<String, String> metadata, String hint) {
    return Arrays.stream(SqlRefusal.Reason.values())
        .filter(known -> known.name().equals(reason))
        .findFirst()
        .map(known -> new SqlRefusal(known, text(metadata, Keys.DETAIL), place(metadata), hint));
  }

  private static Optional<SqlPlace> place(Map<String, String> metadata) {
    return text(metadata, Keys.POSITION).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SqlPlace(
                Integer.parseInt(text(metadata, Keys.POSITION)),
                Integer.parseInt(text(metadata, Keys.LINE)),
                Integer.parseInt(text(metadata, Keys.COLUMN))));
  }

  private static TimeWindow window(Map<String, String> metadata, String from, String to) {
    return new TimeWindow(Instant.parse(text(metadata, from)), Instant.parse(text(metadata, to)));
  }

  private static String text(Map<String, String> metadata, String key) {
    return metadata.getOrDefault(key, "");
  }
}
