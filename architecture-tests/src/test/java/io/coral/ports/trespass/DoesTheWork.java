package io.coral.ports.trespass;

import io.coral.architecture.Breaks;

@Breaks("the_ports_are_interfaces_and_plain_values")
final class DoesTheWork {

  int twice(int number) {
    return 2 * number;
  }
}
