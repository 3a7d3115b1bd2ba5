package io.coral.cli.trespass;

import io.coral.architecture.Breaks;
import java.io.IOException;

@Breaks("only_the_deno_adapter_starts_processes")
final class StartsAProcess {

  Process start() throws IOException {
    return new ProcessBuilder("deno").start();
  }
}
