package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Colony;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Kills a colony again and again while it takes telemetry into one database that grows, and holds
 * what it counts against what was sent each time that it has started again.
 */
final class KillHunt {
  /**
   * What a start is to take at most where nobody else uses the machine; the report tells of others.
   */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Generous, since others may use it. */
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private static final CallBounds PATIENT = CallBounds.timeout(Duration.ofSeconds(80));

  private final Path database;
  private final RandomGenerator random;
  private final Function<RandomGenerator, KillMoment> moments;
  private final int settleEvery;
  private final Instant last = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private final SentRequests sent = new SentRequests();
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<Long> startNanos = new ArrayList<>();
  private final Map<KillMoment, Integer> kills = new EnumMap<>(KillMoment.class);
  private final Map<KillMoment, Integer> hits = new EnumMap<>(KillMoment.class);
  private long neverAnswered;
  private long longestLog;

  /**
   * @param moments when to kill next
   * @param settleEvery kills after which each single request is looked for
   */
  KillHunt(
      Path database, long seed, Function<RandomGenerator, KillMoment> moments, int settleEvery) {
    this.database = database;
    this.moments = moments;
    this.settleEvery = settleEvery;
    random = new SplittableRandom(seed);
  }

  void hunt(int times) throws IOException, InterruptedException {
    for (int kill = 1; kill <= times; kill++) {
      try (var colony = start()) {
        long started = System.nanoTime();
        check(colony, kill % settleEvery == 0);
        sendUntilKilled(colony, started);
      }
    }
    try (var colony = start()) {
      check(colony, true);
    }
  }

  private Colony start() {
    long begin = System.nanoTime();
    longestLog = Math.max(longestLog, logBytes());
    var colony = Colony.start(database);
    startNanos.add(System.nanoTime() - begin);
    return colony;
  }

  private void check(Colony colony, boolean each) {
    assertThat(Duration.ofNanos(startNanos.getLast()))
        .as("start after a kill")
        .isLessThan(LONGEST_START);
    try (var client =
        new GrpcColonyClients()
            .connect(ColonyEndpoint.plain(socketAddress(colony.address())))
            .get()) {
      var counted = new CountedRequests(client.queries().within(PATIENT), sent, last);
      if (each) {
        counted.assertEachRequestIsWhole();
      } else {
        counted.assertEachMinuteFits();
      }
    }
  }

  private void sendUntilKilled(Colony colony, long started)
      throws IOException, InterruptedException {
    KillMoment moment = moments.apply(random);
    int uncertain = sent.uncertain();
    try (var sender = new SteadySender(colony.otlpGrpc(), sent, numbers, last)) {
      boolean hit = moment.await(colony, database, started, random);
      sender.expectKill();
      colony.kill();
      sender.awaitAll();
      assertThat(sender.fault()).as("what was answered before the kill").isEmpty();
      kills.merge(moment, 1, Integer::sum);
      hits.merge(moment, hit ? 1 : 0, Integer::sum);
    }
    neverAnswered += sent.uncertain() - uncertain;
  }

  /** What there was to find something in. */
  String report() {
    List<Long> sorted = startNanos.stream().sorted().toList();
    return "kills=%s for certain=%s requests counted=%d spans=%d never answered=%d"
            .formatted(
                kills,
                hits,
                sent.count(),
                (long) sent.count() * NumberedRequest.SPANS,
                neverAnswered)
        + " start ms: median=%d worst=%d, over %d: %d; largest log read=%d bytes, database=%d bytes"
            .formatted(
                millis(sorted.get(sorted.size() / 2)),
                millis(Collections.max(sorted)),
                SOON.toMillis(),
                sorted.stream().filter(nanos -> nanos > SOON.toNanos()).count(),
                longestLog,
                size(database));
  }

  private long logBytes() {
    return size(database.resolveSibling(database.getFileName() + ".wal"));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException notThere) {
      return 0;
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static InetSocketAddress socketAddress(String address) {
    var uri = URI.create("any://" + address);
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }
}
