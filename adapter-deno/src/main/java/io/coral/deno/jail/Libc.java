package io.coral.deno.jail;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The kernel's calls that a jail is made of, all by the C library's {@code syscall}. */
final class Libc {
  static final int NO_SUCH_CALL = 38;

  private static final int AT_FDCWD = -100;
  private static final int O_PATH = 0x200000;
  private static final int O_CLOEXEC = 0x80000;

  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final int ERRNO =
      Math.toIntExact(CAPTURED.byteOffset(PathElement.groupElement("errno")));

  /** What a call leaves behind, of each thread that makes some. */
  private static final ThreadLocal<Memory> LEFT =
      ThreadLocal.withInitial(
          () -> new Memory(Arena.ofAuto(), Math.toIntExact(CAPTURED.byteSize())));

  private final Architecture architecture;
  private final MethodHandle caller;
  private final MemorySegment syscall;

  @SuppressWarnings("restricted") // native calls are what this class is for
  Libc(Architecture architecture) {
    this.architecture = architecture;
    Linker linker = Linker.nativeLinker();
    syscall = linker.defaultLookup().findOrThrow("syscall");
    // Not bound to its function: Java would make one more class for that, at each start.
    caller =
        linker.downcallHandle(
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                JAVA_LONG),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(1));
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
    try {
      Memory left = LEFT.get();
      long number = call.number(architecture);
      long result =
          (long)
              caller.invokeExact(
                  syscall, left.segment(), number, first, second, third, fourth, fifth, 0L);
      return result >= 0 ? result : -left.getInt(ERRNO);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a call by handle declares what it does not throw", e);
    }
  }

  /** A result that is no error. */
  static long require(String attempt, long result) throws JailException {
    if (result < 0) {
      throw new JailException(attempt, -result);
    }
    return result;
  }

  /** A handle that names a file and cannot read it; below zero if there is no such file. */
  long handle(Path path, Arena arena) {
    return open(path.toString(), O_PATH, arena);
  }

  /** A handle to read a file with; below zero if that cannot be. */
  long open(String path, int flags, Arena arena) {
    return call(SystemCall.OPENAT, AT_FDCWD, Memory.of(arena, path).address(), flags | O_CLOEXEC);
  }

  void close(long handle) {
    call(SystemCall.CLOSE, handle, 0, 0);
  }
}
