package io.coral.cli.trespass;

import io.coral.architecture.Breaks;
import java.io.IOException;

@Breaks("only_the_deno_adapter_starts_processes")
final class ExecutesACommand {

  Process start() throws IOException {
    return Runtime.getRuntime().exec(new String[] {"deno"});
  }
}
