package io.coral.benchmarks.load;

import io.coral.benchmarks.measure.Latencies;
import io.coral.benchmarks.traffic.Asked;
import io.coral.benchmarks.traffic.ByKind;
import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyEndpoint;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of a colony of this machine, each on a connection of its own, that ask one question after
 * the other for a while. Prints a line for each kind of question.
 */
public final class Questions {
  private final ByKind<Latencies> latencies = new ByKind<>(Latencies::new);
  private final ByKind<AtomicLong> turnedAway = new ByKind<>(AtomicLong::new);
  private final ByKind<AtomicLong> failed = new ByKind<>(AtomicLong::new);
  private final List<Asked> kinds;

  private Questions(List<Asked> kinds) {
    this.kinds = kinds;
  }

  /** Takes the port, the number of clients, seconds, and kinds of questions. */
  public static void main(String[] arguments) throws InterruptedException {
    var kinds = new ArrayList<Asked>();
    for (int i = 3; i < arguments.length; i++) {
      kinds.add(Asked.valueOf(arguments[i]));
    }
    new Questions(kinds)
        .run(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Double.parseDouble(arguments[2]))
        .forEach(result -> System.out.println(result.line()));
  }

  private List<AskedResult> run(int port, int clients, double seconds) throws InterruptedException {
    var connected = new CountDownLatch(clients);
    var begin = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < clients; i++) {
      int number = i;
      threads.add(Thread.ofPlatform().start(() -> askFor(port, number, seconds, connected, begin)));
    }
    connected.await();
    begin.countDown();
    long start = System.nanoTime();
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - start) / 1e9;
    return kinds.stream().map(kind -> result(kind, took)).toList();
  }

  private AskedResult result(Asked kind, double seconds) {
    Latencies of = latencies.of(kind);
    return new AskedResult(
        of.count() / seconds,
        of.millis(0.5),
        of.millis(0.99),
        turnedAway.of(kind).get(),
        failed.of(kind).get());
  }

  private void askFor(
      int port, int number, double seconds, CountDownLatch connected, CountDownLatch begin) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (var client = new GrpcColonyClients().connect(ColonyEndpoint.plain(address)).get()) {
      kinds.forEach(kind -> kind.of(client.queries(), number)); // connects
      connected.countDown();
      begin.await();
      long end = System.nanoTime() + (long) (seconds * 1e9);
      for (int i = number; System.nanoTime() < end; i++) {
        ask(client, kinds.get(i % kinds.size()), i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(ColonyClient client, Asked kind, int number) {
    long start = System.nanoTime();
    Either<QueryFailure, ?> answer = kind.of(client.queries(), number);
    if (answer.isRight()) {
      latencies.of(kind).add(System.nanoTime() - start);
    } else if (answer.getLeft() instanceof QueryFailure.LimitExceeded) {
      turnedAway.of(kind).incrementAndGet();
    } else {
      if (failed.of(kind).getAndIncrement() == 0) {
        System.err.println("a question failed: " + answer.getLeft());
      }
    }
  }
}
