package io.coral.cli;

import io.coral.cli.wiring.CoralProcess;

/** The coral command. */
public final class Coral {
  private Coral() {}

  /** Runs one command line and exits with its code. */
  public static void main(String[] arguments) {
    CoralProcess.end(CoralProcess.run(arguments));
  }
}
