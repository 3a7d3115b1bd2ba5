package io.coral.deno.jail;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A seccomp program in classic BPF. It sees a call's number, its architecture and its arguments,
 * and answers with what becomes of the call.
 */
final class SystemCallFilter {
  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int AND = 0x54;
  private static final int RETURN = 0x06;

  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;
  private static final int SECOND_ARGUMENT = 24;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050000 | 1;
  private static final int NO_ACCESS = 0x00050000 | 13;

  /** From here on, numbers of x86-64's second call table, which would pass by the list below. */
  private static final int X32 = 0x40000000;

  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int STREAM = 1;
  private static final int SOCKET_TYPE = 0xf;

  private record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

  private final List<Instruction> instructions = new ArrayList<>();

  private SystemCallFilter() {}

  /** Refuses the calls that no script has a use for, and all sockets but those of TCP. */
  static SystemCallFilter of(Architecture architecture) {
    var filter = new SystemCallFilter();
    filter.load(ARCHITECTURE);
    filter.unless(JUMP_IF_EQUAL, architecture.audit(), KILL);
    filter.load(NUMBER);
    filter.when(JUMP_IF_AT_LEAST, X32, NOT_PERMITTED);
    for (RefusedCall call : RefusedCall.values()) {
      filter.when(JUMP_IF_EQUAL, call.number(architecture), NOT_PERMITTED);
    }
    filter.unless(JUMP_IF_EQUAL, architecture.socket(), ALLOW);
    filter.load(FIRST_ARGUMENT);
    filter.add(JUMP_IF_EQUAL, 2, 0, INET); // past both lines below
    filter.unless(JUMP_IF_EQUAL, INET6, NO_ACCESS);
    filter.load(SECOND_ARGUMENT);
    filter.add(AND, 0, 0, SOCKET_TYPE);
    filter.unless(JUMP_IF_EQUAL, STREAM, NO_ACCESS);
    filter.add(RETURN, 0, 0, ALLOW);
    return filter;
  }

  int length() {
    return instructions.size();
  }

  /** The program as the kernel reads it. */
  MemorySegment code(Arena arena) {
    MemorySegment code = arena.allocate(8L * instructions.size(), 8);
    long at = 0;
    for (Instruction each : instructions) {
      code.set(JAVA_SHORT, at, (short) each.code());
      code.set(JAVA_BYTE, at + 2, (byte) each.ifTrue());
      code.set(JAVA_BYTE, at + 3, (byte) each.ifFalse());
      code.set(JAVA_INT, at + 4, each.operand());
      at += 8;
    }
    return code;
  }

  private void load(int offset) {
    add(LOAD, 0, 0, offset);
  }

  /** Answers if the loaded value passes the test, and goes on otherwise. */
  private void when(int test, int operand, int answer) {
    add(test, 0, 1, operand);
    add(RETURN, 0, 0, answer);
  }

  /** Answers if the loaded value does not pass the test, and goes on otherwise. */
  private void unless(int test, int operand, int answer) {
    add(test, 1, 0, operand);
    add(RETURN, 0, 0, answer);
  }

  private void add(int code, int ifTrue, int ifFalse, int operand) {
    instructions.add(new Instruction(code, ifTrue, ifFalse, operand));
  }
}
