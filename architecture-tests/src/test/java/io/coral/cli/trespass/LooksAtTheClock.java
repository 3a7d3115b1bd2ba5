package io.coral.cli.trespass;

import io.coral.architecture.Breaks;

@Breaks("only_the_wiring_takes_the_system_clock")
final class LooksAtTheClock {

  long now() {
    return System.currentTimeMillis();
  }
}
