package io.coral.grpc.trespass;

import io.coral.architecture.Breaks;
import picocli.CommandLine;

@Breaks("picocli_stays_in_the_command_line")
final class ParsesArguments {

  CommandLine parser(Runnable command) {
    return new CommandLine(command);
  }
}
