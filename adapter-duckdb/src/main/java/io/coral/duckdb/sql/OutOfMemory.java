package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure.LimitExceeded;
import java.sql.SQLException;

/** What needs more memory than the store may take. */
public final class OutOfMemory {
  private static final LimitExceeded FAILURE =
      new LimitExceeded(
          "memory", "the answer needs more memory than is allowed", "ask for a shorter window");

  private OutOfMemory() {}

  /**
   * Whether it was that. Also where the driver did not say what it was, and nothing was found when
   * it was tried once more: then others had taken the memory, and have given it back.
   */
  public static boolean isCauseOf(Exception error) {
    Exception engines = error.getCause() instanceof SQLException cause ? cause : error;
    return String.valueOf(engines.getMessage()).startsWith("Out of Memory Error")
        || HiddenErrors.isHidden(engines);
  }

  /** What whoever asked is told. */
  public static LimitExceeded failure() {
    return FAILURE;
  }
}
