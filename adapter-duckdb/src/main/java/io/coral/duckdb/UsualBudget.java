package io.coral.duckdb;

import com.sun.management.OperatingSystemMXBean;
import io.coral.ports.MemoryBudget;
import java.lang.management.ManagementFactory;

/** The memory of a store that is left running, where nobody has said how much it may take. */
public final class UsualBudget {
  /** Java's heap takes a quarter unless told otherwise, and a quarter is for all else. */
  private static final int OF_MACHINE = 2;

  private UsualBudget() {}

  /** As much as is of use, but no more than half of what this machine or its container has. */
  public static MemoryBudget ofThisMachine() {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return of(machine.getTotalMemorySize());
  }

  static MemoryBudget of(long machineBytes) {
    long most = Math.min(MemoryShares.usual().bytes(), machineBytes / OF_MACHINE);
    return new MemoryBudget(Math.max(MemoryBudget.LEAST_BYTES, most));
  }
}
