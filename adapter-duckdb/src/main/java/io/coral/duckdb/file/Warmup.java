package io.coral.duckdb.file;

import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Loads DuckDB's library and jOOQ beside other work: both take a while in a fresh process, and a
 * command that asks one question would wait for one after the other.
 */
public final class Warmup {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private Warmup() {}

  /** Begins once for each process, on a thread of its own. */
  public static void begin() {
    if (STARTED.compareAndSet(false, true)) {
      // jOOQ greets on standard error, with a tip of the day, unless told not to before it loads.
      System.setProperty("org.jooq.no-logo", "true");
      System.setProperty("org.jooq.no-tips", "true");
      var threads = Threads.daemons("coral-warmup");
      threads.newThread(Warmup::loadDuckDb).start();
      threads.newThread(Warmup::loadJooq).start();
    }
  }

  /** What cannot be loaded here is told to whoever opens a database. */
  private static void loadDuckDb() {
    try {
      Class.forName("org.duckdb.DuckDBNative");
    } catch (ClassNotFoundException | LinkageError e) {
      System.getLogger(Warmup.class.getName())
          .log(System.Logger.Level.DEBUG, "DuckDB cannot be loaded", e);
    }
  }

  private static void loadJooq() {
    DSL.using(SQLDialect.DUCKDB)
        .render(
            select(max(SERVICE_DELTA.MINUTE))
                .from(SERVICE_DELTA)
                .where(SERVICE_DELTA.SENDER_ID.in(1, 2))
                .groupBy(SERVICE_DELTA.SENDER_ID));
  }
}
