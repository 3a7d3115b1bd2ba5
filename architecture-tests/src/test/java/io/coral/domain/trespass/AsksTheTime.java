package io.coral.domain.trespass;

import io.coral.architecture.Breaks;
import java.time.Instant;

@Breaks("the_domain_knows_no_clock")
final class AsksTheTime {

  Instant now() {
    return Instant.now();
  }
}
