package io.coral.deno.jail;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.nio.file.Path;
import java.util.Collections;

/**
 * The kernel's calls that a jail is made of, by way of the C library. The JDK's own way to it is
 * not taken: it would make a dozen classes for a single function, at each start, which takes longer
 * than all the rest of a jail.
 */
final class Libc {
  static final int NO_SUCH_CALL = 38;

  private static final int AT_FDCWD = -100;
  private static final int O_PATH = 0x200000;
  private static final int O_CLOEXEC = 0x80000;

  /** The most that is given at once: the number of a call, and five arguments. */
  private static final int WORDS = 6;

  private final Architecture architecture;
  private final Invoker invoker = Invoker.getInstance();
  private final long syscall = Library.getDefault().getSymbolAddress("syscall");
  private final long processVmReadv = Library.getDefault().getSymbolAddress("process_vm_readv");
  private final CallContext longs =
      CallContext.getCallContext(
          Type.SLONG,
          Collections.nCopies(WORDS, Type.SLONG).toArray(Type[]::new),
          CallingConvention.DEFAULT,
          true);

  Libc(Architecture architecture) {
    this.architecture = architecture;
  }

  Architecture architecture() {
    return architecture;
  }

  /**
   * Makes a call of up to three arguments, as {@link #call(SystemCall, long, long, long, long,
   * long)}.
   */
  long call(SystemCall call, long first, long second, long third) {
    return call(call, first, second, third, 0, 0);
  }

  /**
   * Makes a call.
   *
   * @return its result, or the error's number below zero
   */
  long call(SystemCall call, long first, long second, long third, long fourth, long fifth) {
    return result(
        invoker.invokeL6(
            longs, syscall, call.number(architecture), first, second, third, fourth, fifth));
  }

  /**
   * Reads the memory of another process: by a function of its own, as the call has six arguments.
   *
   * @param local where the vector lies that says what to write, and where
   * @param remote where the vector lies that says what to read, and where
   * @return how many bytes were read, or the error's number below zero
   */
  long readMemory(int process, long local, long remote) {
    return result(invoker.invokeL6(longs, processVmReadv, process, local, 1, remote, 1, 0));
  }

  private static long result(long returned) {
    return returned >= 0 ? returned : -LastError.getInstance().get();
  }

  /** A result that is no error. */
  static long require(String attempt, long result) throws JailException {
    if (result < 0) {
      throw new JailException(attempt, -result);
    }
    return result;
  }

  /** A handle that names a file and cannot read it; below zero if there is no such file. */
  long handle(Path path) {
    return open(path.toString(), O_PATH);
  }

  /** A handle to read a file with; below zero if that cannot be. */
  long open(String path, int flags) {
    try (Memory name = Memory.of(path)) {
      return call(SystemCall.OPENAT, AT_FDCWD, name.address(), flags | O_CLOEXEC);
    }
  }

  void close(long handle) {
    call(SystemCall.CLOSE, handle, 0, 0);
  }
}
