package io.coral.deno.jail;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/** The kernel's calls that a jail is made of, all by the C library's {@code syscall}. */
final class Libc {
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SECCOMP_SET_MODE_FILTER = 1;
  private static final int AT_FDCWD = -100;
  private static final int O_PATH = 0x200000;
  private static final int O_CLOEXEC = 0x80000;

  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final Architecture architecture;
  private final MethodHandle syscall;

  @SuppressWarnings("restricted") // native calls are what this class is for
  Libc(Architecture architecture) {
    this.architecture = architecture;
    Linker linker = Linker.nativeLinker();
    syscall =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(1));
  }

  Architecture architecture() {
    return architecture;
  }

  /**
   * Makes a call.
   *
   * @return its result, or the error's number below zero
   */
  long call(int number, long first, long second, long third, long fourth) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      long result =
          (long) syscall.invokeExact(state, (long) number, first, second, third, fourth, 0L);
      return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
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

  /** Without this, the kernel lets nobody but root confine himself; and no program gains rights. */
  void renouncePrivileges() throws JailException {
    require("renounce privileges", call(architecture.prctl(), PR_SET_NO_NEW_PRIVS, 1, 0, 0));
  }

  /** A handle that names a file and cannot read it; below zero if there is no such file. */
  long handle(Path path, Arena arena) {
    MemorySegment name = arena.allocateFrom(path.toString());
    return call(architecture.openat(), AT_FDCWD, name.address(), O_PATH | O_CLOEXEC, 0);
  }

  void close(long handle) {
    call(architecture.close(), handle, 0, 0, 0);
  }

  /** Installs a filter over all later calls of this thread and of what it starts. */
  void filterCalls(SystemCallFilter filter) throws JailException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program = arena.allocate(16, 8);
      program.set(ValueLayout.JAVA_SHORT, 0, (short) filter.length());
      program.set(ValueLayout.ADDRESS, 8, filter.code(arena));
      require(
          "filter calls",
          call(architecture.seccomp(), SECCOMP_SET_MODE_FILTER, 0, program.address(), 0));
    }
  }
}
