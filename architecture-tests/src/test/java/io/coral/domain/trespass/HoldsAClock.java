package io.coral.domain.trespass;

import io.coral.architecture.Breaks;
import java.time.Clock;
import java.time.Instant;

@Breaks("the_domain_knows_no_clock")
final class HoldsAClock {

  Instant now(Clock clock) {
    return clock.instant();
  }
}
