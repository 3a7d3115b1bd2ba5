package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.rpc.BadRequest;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.grpc.AnyBytes;
import io.coral.grpc.RawColony;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.AdminServiceGrpc;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.ports.AdminServers.AdminServer;
import io.coral.ports.BackupDigest;
import io.coral.ports.BackupSink;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyAdmin;
import io.coral.ports.ColonyStatus;
import io.coral.ports.Door;
import io.coral.ports.IntakeCounts;
import io.coral.ports.StoreStatus;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all methods have in common, also those that are still to come. */
class EveryMethodTest {
  private static final BackupDigest NOTHING = new BackupDigest(0, "0".repeat(64));

  private static RawColony colony;
  private static AdminServer administration;
  private static ManagedChannel toAdministration;

  @BeforeAll
  static void serve() {
    colony =
        RawColony.of(
            ScriptedColony.streaming(
                (sink, bounds) ->
                    Either.right(new SqlStreamEnd(0, false, Duration.ZERO, List.of()))));
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    administration = new GrpcAdminServers().start(new Idle(), Door.open(anyPort)).get();
    toAdministration =
        NettyChannelBuilder.forAddress(administration.address()).usePlaintext().build();
  }

  @AfterAll
  static void close() {
    colony.close();
    toAdministration.shutdownNow();
    administration.close();
  }

  /** A colony with nothing in it. */
  private static final class Idle implements ColonyAdmin {
    @Override
    public Either<QueryFailure, ColonyStatus> status(Cancellation cancellation) {
      var store =
          new StoreStatus(0, 0, Optional.empty(), 0, Optional.empty(), Optional.empty(), List.of());
      var counts = new IntakeCounts(0, 0, 0, 0, 0, 0, 0, 0);
      return Either.right(new ColonyStatus("1.2.3", Duration.ZERO, store, counts, List.of()));
    }

    @Override
    public Either<QueryFailure, BackupDigest> backup(BackupSink sink, Cancellation cancellation) {
      return Either.right(NOTHING);
    }
  }

  static Stream<MethodDescriptor<?, ?>> methods() {
    return Stream.concat(
        QueryServiceGrpc.getServiceDescriptor().getMethods().stream(),
        AdminServiceGrpc.getServiceDescriptor().getMethods().stream());
  }

  private static Channel to(MethodDescriptor<?, ?> method) {
    return AdminServiceGrpc.SERVICE_NAME.equals(method.getServiceName())
        ? toAdministration
        : colony.channel();
  }

  /** What an empty request lacks; empty if it lacks nothing. */
  private static String missing(MethodDescriptor<?, ?> method) {
    return switch (String.valueOf(method.getBareMethodName())) {
      case "ListServices",
          "FindSlowTraces",
          "FindErrorTraces",
          "DescribeTables",
          "GetErrorRates",
          "GetStatus",
          "Backup" ->
          "";
      case "GetService" -> "name";
      case "GetPercentile", "GetErrorRate", "GetSystemMetrics" -> "service";
      case "GetPercentiles", "GetPercentileSeries" -> "metric";
      case "GetErrorRateSeries" -> "step_ms";
      case "ExecuteQuery", "StreamQuery", "PlanQuery" -> "sql";
      case "IssueRunToken" -> "lifetime_ms";
      default -> throw new AssertionError("what does an empty " + method + " lack?");
    };
  }

  @ParameterizedTest
  @MethodSource("methods")
  void emptyRequest_takesTheDefaults_orIsToldWhatItLacks(MethodDescriptor<?, ?> method) {
    String missing = missing(method);
    if (missing.isEmpty()) {
      assertThat(AnyBytes.stream(to(method), method, new byte[0])).isNotEmpty();
      return;
    }

    assertThat(refused(method, new byte[0])).isEqualTo(missing);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void bytesThatAreNoMessage_areTheCallersMistake(MethodDescriptor<?, ?> method) {
    for (String hex : List.of("0A05616263", "0F", "0001", "0AFFFFFFFFFFFFFFFFFF01")) {
      assertThat(refused(method, ByteString.fromHex(hex).toByteArray()))
          .as(hex)
          .isEqualTo("request");
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void groupsWithinGroups_areTheCallersMistake(MethodDescriptor<?, ?> method) {
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 0x7b); // the beginning of a group, again and again

    assertThat(refused(method, deep)).isEqualTo("request");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void fieldsThatNobodyKnows_areIgnored(MethodDescriptor<?, ?> method) {
    byte[] newer = ByteString.fromHex("C23E0361626380FA0107").toByteArray();
    String missing = missing(method);
    if (missing.isEmpty()) {
      assertThat(AnyBytes.stream(to(method), method, newer)).isNotEmpty();
    } else {
      assertThat(refused(method, newer)).isEqualTo(missing);
    }
  }

  /** The field of the request that is refused. */
  private static String refused(MethodDescriptor<?, ?> method, byte[] request) {
    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> AnyBytes.stream(to(method), method, request));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    return Details.of(thrown, BadRequest.class).getFieldViolations(0).getField();
  }
}
