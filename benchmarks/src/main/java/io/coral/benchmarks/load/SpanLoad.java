package io.coral.benchmarks.load;

import io.coral.benchmarks.measure.Latencies;
import io.coral.benchmarks.traffic.StoreFill;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Sends spans to a colony of this machine, at a rate or as fast as they are acknowledged, and
 * prints what became of them. What is turned away for want of room is not sent again, and counted.
 */
public final class SpanLoad {
  private static final int IN_FLIGHT = 48;
  private static final int CHANNELS = 4;

  private final SpanChannel[] channels;
  private final EncodedSpans[] requests;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Latencies latencies = new Latencies();

  private SpanLoad(int port) {
    channels =
        IntStream.range(0, CHANNELS)
            .mapToObj(i -> new SpanChannel(port))
            .toArray(SpanChannel[]::new);
    requests =
        IntStream.range(0, StoreFill.SERVICES)
            .mapToObj(EncodedSpans::new)
            .toArray(EncodedSpans[]::new);
  }

  /** Takes the port, seconds, and spans a second; 0 for as many as go. */
  public static void main(String[] arguments) {
    double seconds = Double.parseDouble(arguments[1]);
    double rate = Double.parseDouble(arguments[2]);
    System.out.println(new SpanLoad(Integer.parseInt(arguments[0])).run(seconds, rate).line());
  }

  private LoadResult run(double seconds, double rate) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    for (long number = 0; System.nanoTime() < end; number++) {
      if (rate > 0) {
        pause(start + (long) (number * EncodedSpans.SPANS / rate * 1e9));
      }
      inFlight.acquireUninterruptibly();
      send(number);
    }
    inFlight.acquireUninterruptibly(IN_FLIGHT);
    double took = (System.nanoTime() - start) / 1e9;
    for (SpanChannel channel : channels) {
      channel.close();
    }
    return new LoadResult(
        acknowledged.get() / took,
        latencies.millis(0.5),
        latencies.millis(0.99),
        acknowledged.get(),
        turnedAway.get(),
        failed.get());
  }

  private static void pause(long until) {
    long left = until - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = until - System.nanoTime();
    }
  }

  private void send(long number) {
    var now = Instant.now();
    long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
    // Seconds in front of the number, so that two loads have no trace in common.
    byte[] request =
        requests[(int) (number % requests.length)].copy(
            (now.getEpochSecond() << 24) | (number & 0xff_ff_ff), nanos);
    channels[(int) (number % channels.length)].send(request, new Reply(System.nanoTime()));
  }

  /** What became of one request. */
  private final class Reply implements StreamObserver<byte[]> {
    private final long sentNanos;

    Reply(long sentNanos) {
      this.sentNanos = sentNanos;
    }

    @Override
    public void onNext(byte[] message) {
      if (message.length == 0) {
        latencies.add(System.nanoTime() - sentNanos);
        acknowledged.addAndGet(EncodedSpans.SPANS);
      } else {
        failed.incrementAndGet(); // not all of it was taken
      }
    }

    @Override
    public void onError(Throwable error) {
      if (Status.fromThrowable(error).getCode() == Status.Code.RESOURCE_EXHAUSTED) {
        turnedAway.incrementAndGet();
      } else {
        if (failed.getAndIncrement() == 0) {
          System.err.println("a request failed: " + error); // one tells what the others are like
        }
      }
      inFlight.release();
    }

    @Override
    public void onCompleted() {
      inFlight.release();
    }
  }
}
