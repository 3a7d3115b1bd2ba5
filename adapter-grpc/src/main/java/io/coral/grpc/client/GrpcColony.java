package io.coral.grpc.client;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.v1.IssueRunTokenRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.version.ClientVersion;
import io.coral.ports.AdminClients.AdminClient;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyAdmin;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyClients.RunToken;
import io.coral.ports.ColonyQueries;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/** A colony behind a channel of any kind. */
public final class GrpcColony implements ColonyClient, AdminClient {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Channel channel;
  private final Runnable closing;

  /**
   * @param token sent with every call, if present
   * @param closing closes the channel
   */
  public GrpcColony(Channel channel, Optional<Token> token, Runnable closing) {
    Channel versioned = ClientInterceptors.intercept(channel, new ClientVersion());
    this.channel = token.map(each -> bearing(each, versioned)).orElse(versioned);
    this.closing = requireNonNull(closing, "closing is null");
  }

  private static Channel bearing(Token token, Channel channel) {
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token.text());
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public ColonyQueries queries() {
    return new GrpcColonyQueries(channel);
  }

  /** Of use where the channel leads to the colony's port for administration. */
  @Override
  public ColonyAdmin admin() {
    return new GrpcColonyAdmin(channel);
  }

  @Override
  public Either<QueryFailure, Optional<RunToken>> issueRunToken(Duration lifetime) {
    return new UnaryCalls(channel, CallBounds.timeout(GrpcColonyQueries.DEFAULT_TIMEOUT))
        .ask(
            QueryServiceGrpc.getIssueRunTokenMethod(),
            IssueRunTokenRequest.newBuilder().setLifetimeMs(lifetime.toMillis()).build(),
            reply ->
                reply.getToken().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        new RunToken(
                            new Token(reply.getToken()),
                            Duration.ofMillis(reply.getLifetimeMs()))));
  }

  @Override
  public void close() {
    closing.run();
  }
}
