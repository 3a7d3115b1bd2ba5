package io.coral.ports.trespass;

import io.coral.architecture.Breaks;
import java.io.IOException;

@Breaks("the_ports_return_expected_failures_as_values")
interface ThrowsWhatIsExpected {

  void answer() throws IOException;
}
