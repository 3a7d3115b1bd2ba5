package io.coral.grpc.server;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Tasks that wait, of which each asker in turn gets one done: whoever has many waiting makes nobody
 * wait who has one. For one thread at a time.
 */
final class FairTurns {
  /** By asker; the first is next. None has an empty queue. */
  private final Map<Object, Queue<Runnable>> waiting = new LinkedHashMap<>();

  /**
   * Lets a task wait.
   *
   * @param asker equal to itself in all its tasks
   */
  void add(Object asker, Runnable task) {
    waiting.computeIfAbsent(asker, first -> new ArrayDeque<>()).add(task);
  }

  /**
   * Takes out the next task.
   *
   * @throws java.util.NoSuchElementException if none waits
   */
  Runnable next() {
    var turn = waiting.entrySet().iterator().next();
    Object asker = turn.getKey();
    Queue<Runnable> tasks = turn.getValue();
    Runnable task = tasks.remove();
    waiting.remove(asker);
    if (!tasks.isEmpty()) {
      waiting.put(asker, tasks); // behind the others
    }
    return task;
  }
}
