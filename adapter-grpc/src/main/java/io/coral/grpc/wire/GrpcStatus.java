package io.coral.grpc.wire;

import com.google.rpc.Status;
import io.coral.domain.failure.QueryFailure;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts {@code google.rpc.Status} where gRPC carries it: a code, a short text, and a trailer. */
public final class GrpcStatus {
  private static final Metadata.Key<Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin", ProtoUtils.metadataMarshaller(Status.getDefaultInstance()));

  /** Of the text beside the details, which is percent-encoded and so up to three times as long. */
  private static final int MAX_MESSAGE_BYTES = 256;

  private GrpcStatus() {}

  public static StatusRuntimeException exception(QueryFailure failure) {
    return exception(FailureMapping.toWire(failure));
  }

  public static StatusRuntimeException exception(Status status) {
    return code(status).asRuntimeException(trailers(status));
  }

  public static io.grpc.Status code(Status status) {
    return io.grpc.Status.fromCodeValue(status.getCode())
        .withDescription(Texts.clipped(status.getMessage(), MAX_MESSAGE_BYTES));
  }

  public static Metadata trailers(Status status) {
    var trailers = new Metadata();
    trailers.put(DETAILS, status);
    return trailers;
  }

  /** The details that came with a failed call, if any did that can be read. */
  public static Optional<Status> details(@Nullable Metadata trailers) {
    if (trailers == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(trailers.get(DETAILS));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not a message at all
    }
  }
}
