package io.coral.grpc.trespass;

import io.coral.architecture.Breaks;
import java.time.Clock;

@Breaks("only_the_wiring_takes_the_system_clock")
final class BringsItsOwnClock {

  Clock clock() {
    return Clock.systemUTC();
  }
}
