package io.coral.deno.jail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A seccomp program in classic BPF. It sees a call's number, its architecture and its arguments,
 * and answers with what becomes of the call; of a text it sees only where it lies.
 */
final class SystemCallFilter {
  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int AND = 0x54;
  private static final int RETURN = 0x06;

  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;

  private static final int ALLOW = 0x7fff0000;
  private static final int ASK = 0x7fc00000;
  private static final int KILL = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050000 | 1;
  private static final int NO_ACCESS = 0x00050000 | 13;
  private static final int NOT_IMPLEMENTED = 0x00050000 | 38;

  /** From here on, numbers of x86-64's second call table, which would pass by the list below. */
  private static final int X32 = 0x40000000;

  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int STREAM = 1;
  private static final int SOCKET_TYPE = 0xf;
  private static final int ANY_PROTOCOL = 0;
  private static final int TCP = 6;

  /** Connects while sending, which Landlock does not see. */
  private static final int FAST_OPEN = 0x20000000;

  private static final int OWN_THREAD = 0x10000;
  private static final int NAMESPACES = 0x7e020000;

  private record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

  private final Architecture architecture;
  private List<Instruction> instructions = new ArrayList<>();

  private SystemCallFilter(Architecture architecture) {
    this.architecture = architecture;
  }

  /**
   * Refuses the calls that no script has a use for, and all sockets but those of TCP, unless the
   * process may reach everybody.
   *
   * @param attended whether a {@link Doorkeeper} answers what the filter cannot decide: which
   *     program is started, and which file is meant
   */
  static SystemCallFilter of(Architecture architecture, boolean attended, Reach reach) {
    var filter = new SystemCallFilter(architecture);
    filter.load(ARCHITECTURE);
    filter.unless(JUMP_IF_EQUAL, architecture.audit(), KILL);
    filter.load(NUMBER);
    filter.when(JUMP_IF_AT_LEAST, X32, NOT_PERMITTED);
    for (RefusedCall call : RefusedCall.values()) {
      filter.when(JUMP_IF_EQUAL, call.number(architecture), NOT_PERMITTED);
    }
    // Its flags lie in memory; every C library falls back to the older call.
    filter.when(JUMP_IF_EQUAL, SystemCall.CLONE3.number(architecture), NOT_IMPLEMENTED);
    if (reach.isLimited()) {
      filter.on(SystemCall.SOCKET, SystemCallFilter::socket);
    }
    filter.on(SystemCall.SENDTO, it -> it.sending(3));
    filter.on(SystemCall.SENDMSG, it -> it.sending(2));
    filter.on(SystemCall.SENDMMSG, it -> it.sending(3));
    filter.on(SystemCall.CLONE, it -> it.clone(attended));
    if (attended) {
      filter.on(SystemCall.EXECVE, it -> it.answer(ASK));
      filter.on(SystemCall.OPENAT, SystemCallFilter::opening);
    }
    filter.answer(ALLOW);
    return filter;
  }

  /** Lets every call pass. */
  static SystemCallFilter ofNothing(Architecture architecture) {
    var filter = new SystemCallFilter(architecture);
    filter.answer(ALLOW);
    return filter;
  }

  private void socket() {
    loadArgument(0);
    add(JUMP_IF_EQUAL, 2, 0, INET); // past both lines below
    unless(JUMP_IF_EQUAL, INET6, NO_ACCESS);
    loadArgument(1);
    add(AND, 0, 0, SOCKET_TYPE);
    unless(JUMP_IF_EQUAL, STREAM, NO_ACCESS);
    loadArgument(2); // other protocols have streams too, whose ports Landlock does not know
    when(JUMP_IF_EQUAL, ANY_PROTOCOL, ALLOW);
    unless(JUMP_IF_EQUAL, TCP, NO_ACCESS);
    answer(ALLOW);
  }

  private void sending(int flags) {
    loadArgument(flags);
    when(JUMP_IF_ANY_BIT, FAST_OPEN, NOT_PERMITTED);
    answer(ALLOW);
  }

  /** A thread is the process's own business, another process is not. */
  private void clone(boolean attended) {
    loadArgument(0);
    when(JUMP_IF_ANY_BIT, NAMESPACES, NOT_PERMITTED);
    when(JUMP_IF_ANY_BIT, OWN_THREAD, ALLOW);
    answer(attended ? ASK : ALLOW);
  }

  /** Only what is opened in the very way of the few files that are handed out has to be asked. */
  private void opening() {
    loadArgument(2);
    for (HandedOut each : HandedOut.values()) {
      when(JUMP_IF_EQUAL, each.flags(architecture), ASK);
    }
    answer(ALLOW);
  }

  int length() {
    return instructions.size();
  }

  /** The program as the kernel reads it. */
  Memory code() {
    var code = new Memory(8 * instructions.size());
    int at = 0;
    for (Instruction each : instructions) {
      code.setShort(at, each.code());
      code.setByte(at + 2, each.ifTrue());
      code.setByte(at + 3, each.ifFalse());
      code.setInt(at + 4, each.operand());
      at += 8;
    }
    return code;
  }

  /** What to do on one call; each way through it ends with an answer. */
  private void on(SystemCall call, Consumer<SystemCallFilter> block) {
    var before = instructions;
    instructions = new ArrayList<>();
    block.accept(this);
    var inside = instructions;
    instructions = before;
    add(JUMP_IF_EQUAL, 0, inside.size(), call.number(architecture));
    instructions.addAll(inside);
  }

  private void load(int offset) {
    add(LOAD, 0, 0, offset);
  }

  /** The lower half of an argument, where all that is looked at lies. */
  private void loadArgument(int index) {
    load(16 + 8 * index);
  }

  private void answer(int answer) {
    add(RETURN, 0, 0, answer);
  }

  /** Answers if the loaded value passes the test, and goes on otherwise. */
  private void when(int test, int operand, int answer) {
    add(test, 0, 1, operand);
    answer(answer);
  }

  /** Answers if the loaded value does not pass the test, and goes on otherwise. */
  private void unless(int test, int operand, int answer) {
    add(test, 1, 0, operand);
    answer(answer);
  }

  private void add(int code, int ifTrue, int ifFalse, int operand) {
    instructions.add(new Instruction(code, ifTrue, ifFalse, operand));
  }
}
