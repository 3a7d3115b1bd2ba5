package io.coral.grpc.wire;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlRefusal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Failures as {@code google.rpc.Status}: one code, one sentence, and an ErrorInfo of the domain
 * {@value #DOMAIN} whose reason is stable and whose metadata says everything else, so that {@link
 * FailureReading} makes the same failure of it again.
 *
 * <table>
 *   <caption>Codes and reasons</caption>
 *   <tr><td>INVALID_ARGUMENT</td><td>BAD_ARGUMENT, or a {@link SqlRefusal.Reason} about the text
 *   itself; with BadRequest</td></tr>
 *   <tr><td>PERMISSION_DENIED</td><td>a {@link SqlRefusal.Reason} about what may be used, or
 *   PERMISSION_DENIED</td></tr>
 *   <tr><td>UNAUTHENTICATED</td><td>UNAUTHENTICATED</td></tr>
 *   <tr><td>NOT_FOUND</td><td>UNKNOWN_SERVICE, UNKNOWN_METRIC, UNKNOWN_TABLE,
 *   NO_DATA</td></tr>
 *   <tr><td>RESOURCE_EXHAUSTED</td><td>LIMIT_EXCEEDED; with RetryInfo</td></tr>
 *   <tr><td>DEADLINE_EXCEEDED</td><td>DEADLINE_EXCEEDED</td></tr>
 *   <tr><td>CANCELLED</td><td>CANCELLED</td></tr>
 *   <tr><td>UNAVAILABLE</td><td>UNAVAILABLE; with RetryInfo</td></tr>
 * </table>
 */
public final class FailureMapping {
  /** The ErrorInfo domain of everything that a colony itself says. */
  public static final String DOMAIN = "coral";

  private static final RetryInfo RETRY_SOON =
      RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setSeconds(1)).build();

  private FailureMapping() {}

  public static Status toWire(QueryFailure failure) {
    return switch (failure) {
      case QueryFailure.BadArgument(var field, var reason, var hint) ->
          status(
                  Code.INVALID_ARGUMENT,
                  failure,
                  Reasons.BAD_ARGUMENT,
                  Map.of(Keys.FIELD, field, Keys.REASON, reason))
              .addDetails(violation(field, reason))
              .build();
      case QueryFailure.NotFound(var kind, var name, var nearNames) ->
          status(
                  Code.NOT_FOUND,
                  failure,
                  Reasons.unknown(kind),
                  Map.of(Keys.NAME, name, Keys.NEAR_NAMES, Texts.joined(nearNames)))
              .build();
      case QueryFailure.NoData noData ->
          status(Code.NOT_FOUND, failure, Reasons.NO_DATA, metadata(noData)).build();
      case QueryFailure.SqlRefused(var refusal) -> toWire(failure, refusal);
      case QueryFailure.AccessDenied(var kind, var message, var hint) ->
          switch (kind) {
            case UNAUTHENTICATED ->
                status(Code.UNAUTHENTICATED, failure, Reasons.UNAUTHENTICATED, Map.of()).build();
            case PERMISSION_DENIED ->
                status(Code.PERMISSION_DENIED, failure, Reasons.PERMISSION_DENIED, Map.of())
                    .build();
          };
      case QueryFailure.LimitExceeded(var limit, var message, var hint) ->
          status(
                  Code.RESOURCE_EXHAUSTED,
                  failure,
                  Reasons.LIMIT_EXCEEDED,
                  Map.of(Keys.LIMIT, limit))
              .addDetails(Any.pack(RETRY_SOON))
              .build();
      case QueryFailure.DeadlineExceeded(var allowed) ->
          status(
                  Code.DEADLINE_EXCEEDED,
                  failure,
                  Reasons.DEADLINE_EXCEEDED,
                  Map.of(Keys.ALLOWED, allowed.toString()))
              .build();
      case QueryFailure.Cancelled cancelled ->
          status(Code.CANCELLED, failure, Reasons.CANCELLED, Map.of()).build();
      case QueryFailure.Unavailable unavailable ->
          status(Code.UNAVAILABLE, failure, Reasons.UNAVAILABLE, Map.of())
              .addDetails(Any.pack(RETRY_SOON))
              .build();
    };
  }

  /** What a caller learns of a bug: that there was one, and nothing of what it was. */
  public static Status internalError() {
    return Status.newBuilder()
        .setCode(Code.INTERNAL_VALUE)
        .setMessage("the colony failed; its log says why")
        .addDetails(
            Any.pack(ErrorInfo.newBuilder().setReason(Reasons.INTERNAL).setDomain(DOMAIN).build()))
        .build();
  }

  private static Status toWire(QueryFailure failure, SqlRefusal refusal) {
    var metadata = new TreeMap<String, String>();
    metadata.put(Keys.DETAIL, refusal.detail());
    refusal
        .place()
        .ifPresent(
            place -> {
              metadata.put(Keys.POSITION, Integer.toString(place.offset()));
              metadata.put(Keys.LINE, Integer.toString(place.line()));
              metadata.put(Keys.COLUMN, Integer.toString(place.column()));
            });
    Code code = code(refusal.reason());
    Status.Builder status = status(code, failure, refusal.reason().name(), metadata);
    if (code == Code.INVALID_ARGUMENT) {
      status.addDetails(violation("sql", refusal.message()));
    }
    return status.build();
  }

  /** The caller wrote it wrongly, or wrote well what nobody may run. */
  private static Code code(SqlRefusal.Reason reason) {
    return switch (reason) {
      case EMPTY,
          PARSE_ERROR,
          MULTIPLE_STATEMENTS,
          QUERY_TOO_LARGE,
          QUERY_TOO_DEEP,
          PARAMETER_MISMATCH,
          UNSUPPORTED_TYPE,
          BIND_ERROR ->
          Code.INVALID_ARGUMENT;
      case NOT_A_SELECT,
          TABLE_NOT_ALLOWED,
          FUNCTION_NOT_ALLOWED,
          TYPE_NOT_ALLOWED,
          SYNTAX_NOT_ALLOWED ->
          Code.PERMISSION_DENIED;
    };
  }

  private static Map<String, String> metadata(QueryFailure.NoData noData) {
    var metadata = new TreeMap<String, String>();
    metadata.put(Keys.SUBJECT, noData.subject());
    metadata.put(Keys.APPLIED_FROM, noData.applied().from().toString());
    metadata.put(Keys.APPLIED_TO, noData.applied().to().toString());
    noData
        .lastData()
        .ifPresent(
            last -> {
              metadata.put(Keys.LAST_FROM, last.from().toString());
              metadata.put(Keys.LAST_TO, last.to().toString());
            });
    return metadata;
  }

  private static Status.Builder status(
      Code code, QueryFailure failure, String reason, Map<String, String> metadata) {
    var info = ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN);
    metadata.forEach((key, value) -> info.putMetadata(key, Texts.clipped(value)));
    if (!failure.hint().isEmpty()) {
      info.putMetadata(Keys.HINT, Texts.clipped(failure.hint()));
    }
    return Status.newBuilder()
        .setCode(code.getNumber())
        .setMessage(Texts.clipped(failure.message()))
        .addDetails(Any.pack(info.build()));
  }

  private static Any violation(String field, String description) {
    return Any.pack(
        BadRequest.newBuilder()
            .addFieldViolations(
                BadRequest.FieldViolation.newBuilder()
                    .setField(Texts.clipped(field))
                    .setDescription(Texts.clipped(description)))
            .build());
  }
}
