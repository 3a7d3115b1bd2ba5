package io.coral.duckdb;

import java.util.concurrent.ThreadFactory;

/** Threads of the store, which never keep a program from ending. */
final class Threads {
  private Threads() {}

  static ThreadFactory daemons(String name) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
