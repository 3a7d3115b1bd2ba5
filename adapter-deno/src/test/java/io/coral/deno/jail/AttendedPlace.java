package io.coral.deno.jail;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** A place under an attended filter, as some containers are, which lets every call pass. */
public final class AttendedPlace {
  private AttendedPlace() {}

  /** Does something on a thread that has made itself such a place, with all that it starts. */
  public static <A> A within(Callable<A> work) throws Exception {
    var done = new FutureTask<A>(work);
    Thread.ofPlatform().daemon().start(() -> enter(done));
    return done.get();
  }

  private static void enter(Runnable work) {
    var libc = new Libc(Architecture.ofThisSystem().orElseThrow());
    try {
      new Privileges(libc).renounce();
      var filter = SystemCallFilter.ofNothing(libc.architecture());
      Libc.require("be attended", new Seccomp(libc).installAttended(filter));
    } catch (JailException e) {
      throw new IllegalStateException(e);
    }
    work.run();
  }
}
