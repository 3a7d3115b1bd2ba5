package io.coral.deno.trespass;

import io.coral.architecture.Breaks;
import io.coral.cli.trespass.Command;

@Breaks("nobody_knows_the_command_line")
final class PrintsTheHelp {

  String help(Command command) {
    return command.call();
  }
}
