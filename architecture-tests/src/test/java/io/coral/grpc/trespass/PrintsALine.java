package io.coral.grpc.trespass;

import io.coral.architecture.Breaks;

@Breaks("only_the_command_line_uses_the_standard_streams")
final class PrintsALine {

  void print(String line) {
    System.out.println(line);
  }
}
