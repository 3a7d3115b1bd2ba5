package io.coral.duckdb.trespass;

import io.coral.architecture.Breaks;
import java.util.logging.Logger;

@Breaks("logging_goes_to_the_system_logger")
final class LogsItsOwnWay {

  Logger logger() {
    return Logger.getLogger("coral");
  }
}
