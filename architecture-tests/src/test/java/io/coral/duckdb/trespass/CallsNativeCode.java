package io.coral.duckdb.trespass;

import io.coral.architecture.Breaks;
import java.lang.foreign.Linker;

@Breaks("native_calls_stay_in_the_deno_adapter")
final class CallsNativeCode {

  Linker linker() {
    return Linker.nativeLinker();
  }
}
