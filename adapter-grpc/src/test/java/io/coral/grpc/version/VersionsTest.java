package io.coral.grpc.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ListServices;
import io.coral.grpc.RemoteColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.client.GrpcColonyQueries;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.vavr.control.Either;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients and colonies of one protocol and of two. */
@Timeout(60)
class VersionsTest {
  private static final Version NEWER = new Version("7.0.0", 7);

  private RemoteColony colony;
  private ManagedChannel channel;

  @BeforeEach
  void serve() {
    colony =
        RemoteColony.of(
            new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent))));
    channel = NettyChannelBuilder.forAddress(colony.server().address()).usePlaintext().build();
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    colony.close();
  }

  private static Either<QueryFailure, ?> ask(Channel channel) {
    return new GrpcColonyQueries(channel).listServices(ListServices.all());
  }

  @Test
  void own_isOfThisBuild() {
    assertThat(Version.OWN.text()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }

  @Test
  void sameProtocol_otherVersion_isAnswered() {
    var other = new ClientVersion(new Version("0.0.1", Version.OWN.protocol()));

    assertThat(ask(ClientInterceptors.intercept(channel, other)).isRight()).isTrue();
  }

  @Test
  void noVersion_asOfGeneralTools_isAnswered() {
    assertThat(ask(channel).isRight()).isTrue();
  }

  @Test
  void otherProtocol_isToldBothVersionsAndWhatToDo() {
    var answer = ask(ClientInterceptors.intercept(channel, new ClientVersion(NEWER)));

    assertThat(answer.getLeft()).isInstanceOf(QueryFailure.BadArgument.class);
    assertThat(answer.getLeft().message())
        .contains("7.0.0 (protocol 7)", Version.OWN.text() + " (protocol 1)");
    assertThat(answer.getLeft().hint()).contains("bring the colony up to date");
  }

  @Test
  void headers_thatAreNoVersion_areNone() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("coral-protocol", Metadata.ASCII_STRING_MARSHALLER), "99999999999999");

    assertThat(Version.in(headers)).isEmpty();
  }

  @Test
  void headers_withoutATextToShow_haveAProtocolAllTheSame() {
    var headers = new Metadata();
    NEWER.addTo(headers);
    headers.discardAll(Metadata.Key.of("coral-version", Metadata.ASCII_STRING_MARSHALLER));
    headers.put(
        Metadata.Key.of("coral-version", Metadata.ASCII_STRING_MARSHALLER), "<b> \"1\"</b>");

    assertThat(Version.in(headers)).isEqualTo(Optional.of(new Version("unknown", 7)));
  }
}
