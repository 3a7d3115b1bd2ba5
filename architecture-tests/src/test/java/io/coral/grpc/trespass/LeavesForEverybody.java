package io.coral.grpc.trespass;

import io.coral.architecture.Breaks;

@Breaks("only_the_command_line_ends_the_process")
final class LeavesForEverybody {

  void leave() {
    System.exit(1);
  }
}
