package io.coral.benchmarks.traffic;

import io.coral.domain.value.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Minutes of many services: the durations of their requests and of two more metrics each,
 * log-normal, in whole nanoseconds as clocks tell them. Always the same ones.
 */
public final class StoreFill {
  public static final int SERVICES = 50;

  /** Of each service; the first one is that of requests. */
  public static final List<String> METRICS =
      List.of("http.server.duration", "db.client.duration", "rpc.client.duration");

  /** Values of a minute: so many fall into some thirty buckets. */
  private static final int VALUES = 45;

  private static final double SPREAD = 0.3;

  private final Random random = new Random(1);

  /** What a service reports of one metric and minute. */
  public static final class Reported {
    private final int service;
    private final int metric;
    private final long minute;
    private final double[] nanos;

    private Reported(int service, int metric, long minute, double[] nanos) {
      this.service = service;
      this.metric = metric;
      this.minute = minute;
      this.nanos = nanos;
    }

    public int service() {
      return service;
    }

    /** Its place among {@link #METRICS}. */
    public int metric() {
      return metric;
    }

    public long minute() {
      return minute;
    }

    /** Values, in no order; not to be changed. */
    public double[] nanos() {
      return nanos;
    }

    public boolean isOfRequests() {
      return metric == 0;
    }

    String metricName() {
      return METRICS.get(metric);
    }
  }

  public static ServiceName service(int number) {
    return new ServiceName("service%02d".formatted(number));
  }

  /** All that is reported of the minutes from one until before another. */
  public List<Reported> minutes(long from, long to) {
    var reported = new ArrayList<Reported>();
    for (int service = 0; service < SERVICES; service++) {
      for (int metric = 0; metric < METRICS.size(); metric++) {
        for (long minute = from; minute < to; minute++) {
          reported.add(new Reported(service, metric, minute, values(service)));
        }
      }
    }
    return reported;
  }

  private double[] values(int service) {
    double median = 1e6 * (10 + service);
    var values = new double[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = Math.rint(median * Math.exp(SPREAD * random.nextGaussian()));
    }
    return values;
  }
}
