package io.coral.duckdb.file;

import java.util.concurrent.ThreadFactory;

/** Threads of the store, which never keep a program from ending. */
public final class Threads {
  private Threads() {}

  public static ThreadFactory daemons(String name) {
    return daemons(name, Thread.NORM_PRIORITY);
  }

  @SuppressWarnings("ThreadPriorityCheck") // it is a wish, and nothing depends on it
  public static ThreadFactory daemons(String name, int priority) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      thread.setPriority(priority);
      return thread;
    };
  }
}
