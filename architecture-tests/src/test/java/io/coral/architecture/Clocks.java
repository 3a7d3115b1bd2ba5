package io.coral.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.time.Clock;

/** Calls that read the machine's clock. */
final class Clocks {

  /** {@code System.nanoTime} is none of them: it measures and does not tell the time. */
  static final DescribedPredicate<JavaCall<?>> READ_THE_SYSTEM_CLOCK =
      DescribedPredicate.describe("reads the system's clock", Clocks::readsTheSystemClock);

  private Clocks() {}

  private static boolean readsTheSystemClock(JavaCall<?> call) {
    var owner = call.getTargetOwner();
    String name = call.getName();
    if (owner.isEquivalentTo(System.class)) {
      return name.equals("currentTimeMillis");
    }
    if (owner.isEquivalentTo(Clock.class)) {
      return name.startsWith("system") || name.startsWith("tick");
    }
    boolean takesAClock =
        call.getTarget().getRawParameterTypes().stream()
            .anyMatch(parameter -> parameter.isEquivalentTo(Clock.class));
    return owner.getPackageName().startsWith("java.time") && name.equals("now") && !takesAClock;
  }
}
