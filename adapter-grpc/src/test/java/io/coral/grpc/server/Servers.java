package io.coral.grpc.server;

import io.coral.ports.Admission;
import io.coral.ports.CallRates;
import io.coral.ports.ColonyQueries;
import io.coral.ports.Door;
import io.coral.ports.QueryServers.QueryServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Servers with limits that a test can reach. */
final class Servers {
  private Servers() {}

  static QueryServer with(ColonyQueries queries, CallerLimits limits) {
    return with(queries, limits, new Admission.Everybody());
  }

  static QueryServer with(ColonyQueries queries, CallerLimits limits, Admission admission) {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new GrpcQueryServers(StreamLimits.DEFAULT, limits)
        .start(queries, new Door(anyPort, admission))
        .get();
  }

  /** The usual limits, to be changed. */
  static Limits limits() {
    return new Limits();
  }

  /** Limits in the making. */
  static final class Limits {
    private int connections = CallerLimits.DEFAULT.connections();
    private int calls = CallerLimits.DEFAULT.calls();
    private long receivingBytes = CallerLimits.DEFAULT.receivingBytes();
    private Duration receiveTime = CallerLimits.DEFAULT.receiveTime();
    private Duration callTime = CallerLimits.DEFAULT.callTime();
    private Duration idleTime = CallerLimits.DEFAULT.idleTime();
    private Duration connectionAge = CallerLimits.DEFAULT.connectionAge();
    private CallRates rates = CallerLimits.DEFAULT.rates();

    Limits connections(int value) {
      connections = value;
      return this;
    }

    Limits calls(int value) {
      calls = value;
      return this;
    }

    Limits receivingBytes(long value) {
      receivingBytes = value;
      return this;
    }

    Limits receiveTime(Duration value) {
      receiveTime = value;
      return this;
    }

    Limits callTime(Duration value) {
      callTime = value;
      return this;
    }

    Limits idleTime(Duration value) {
      idleTime = value;
      return this;
    }

    Limits connectionAge(Duration value) {
      connectionAge = value;
      return this;
    }

    Limits rates(CallRates value) {
      rates = value;
      return this;
    }

    CallerLimits build() {
      return new CallerLimits(
          connections,
          calls,
          receivingBytes,
          receiveTime,
          callTime,
          idleTime,
          connectionAge,
          rates);
    }
  }
}
