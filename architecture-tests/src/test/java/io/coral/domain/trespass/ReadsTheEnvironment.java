package io.coral.domain.trespass;

import io.coral.architecture.Breaks;

@Breaks("the_domain_looks_at_nothing_around_it")
final class ReadsTheEnvironment {

  boolean coloured() {
    return System.getenv("NO_COLOR") == null;
  }
}
