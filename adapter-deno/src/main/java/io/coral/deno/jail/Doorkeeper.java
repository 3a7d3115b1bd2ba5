package io.coral.deno.jail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers what a filter leaves open, call by call, on a free thread of its own.
 *
 * <p>Programs may be started until the script's own has been; from then on there is no other
 * program and no other process. And a few files are handed out, opened by us: a process that
 * changes a path's text after we have read it gets what we have opened, or what its jail's rules
 * let it open anyway.
 */
final class Doorkeeper implements AutoCloseable {
  private static final int RECEIVE = 0xC0502100;
  private static final int SEND = 0xC0182101;
  private static final int ADD_HANDLE = 0x40182103;

  private static final int GO_ON = 1;
  private static final int SEND_HANDLE = 1 << 1;
  private static final int NOT_PERMITTED = -1;
  private static final int NO_ACCESS = -13;

  private static final int O_CLOEXEC = 0x80000;
  private static final short READABLE = 1;
  private static final int LONGEST_PATH = 4096;
  private static final int PAGE = 4096;

  private static final Pattern KERNEL = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final Path YAMA = Path.of("/proc/sys/kernel/yama/ptrace_scope");

  private final Libc libc;
  private final String program;
  private final Optional<LentFolder> lent;
  private final Consumer<byte[]> remarks;
  private final CompletableFuture<Long> questions = new CompletableFuture<>();
  private final Memory ends = new Memory(8);
  private final Memory question = new Memory(80);
  private final Memory answer = new Memory(24);
  private final Memory text = new Memory(LONGEST_PATH);
  private final Memory vectors = new Memory(32);
  private final long bell;
  private final CompletableFuture<Void> served = new CompletableFuture<>();
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private volatile boolean programStarted;
  private volatile boolean remarksHandedOut;

  /**
   * @param program the last one that may be started
   * @param lent whose files are handed out, too
   * @param remarks gets what the process writes to {@link HandedOut#REMARKS}
   */
  Doorkeeper(Libc libc, Path program, Optional<LentFolder> lent, Consumer<byte[]> remarks)
      throws JailException {
    this.libc = libc;
    this.program = program.toString();
    this.lent = lent;
    this.remarks = remarks;
    Libc.require("make a pipe", libc.call(SystemCall.PIPE, ends.address(), O_CLOEXEC, 0));
    this.bell = Libc.require("make a bell", libc.call(SystemCall.EVENTFD, 0, O_CLOEXEC, 0));
  }

  void start() {
    Thread.ofPlatform()
        .name("coral-doorkeeper")
        .daemon()
        .start(
            () -> {
              try {
                serve();
              } finally {
                settled.complete(null);
                served.complete(null);
              }
            });
  }

  /** Handing out needs Linux 5.14, and a system that lets us look into our own children. */
  static boolean isPossible() {
    Matcher version = KERNEL.matcher(System.getProperty("os.version"));
    if (!version.matches()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    boolean recent = major > 5 || (major == 5 && Integer.parseInt(version.group(2)) >= 14);
    return recent && maySeeChildren();
  }

  private static boolean maySeeChildren() {
    try {
      return !Files.exists(YAMA) || Files.readString(YAMA).compareTo("2") < 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes up the post, once there is a filter that asks. */
  void attend(long listener) {
    questions.complete(listener);
  }

  /** Waits until the program has been started, or nobody is left who could start it. */
  void awaitProgram(Duration longest) throws InterruptedException {
    try {
      settled.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Whoever waits is ending, and has waited long enough.
    }
  }

  /** Ends the post, after the process has ended; when this returns, all its remarks are in. */
  @Override
  public void close() {
    questions.cancel(false);
    try (Memory one = new Memory(8).setLong(0, 1)) {
      libc.call(SystemCall.WRITE, bell, one.address(), 8);
    }
    served.join();
    libc.close(bell);
    List.of(ends, question, answer, text, vectors).forEach(Memory::close);
  }

  private void serve() {
    try {
      long listener = questions.join();
      attendUntilTheBell((int) listener);
      libc.close(listener);
    } catch (CancellationException e) {
      // There is no filter that asks: nothing has been started.
    }
    if (!remarksHandedOut) {
      libc.close(writingEnd());
    }
    while (takeRemarks()) {
      // until there are no more
    }
    libc.close(readingEnd());
  }

  private void attendUntilTheBell(int listener) {
    try (var watched = new Memory(24)) {
      watch(watched, 0, listener);
      watch(watched, 1, (int) bell);
      watch(watched, 2, readingEnd());
      while (true) {
        long ready = libc.call(SystemCall.POLL, watched.address(), 3, 0);
        if (ready < 0) {
          continue; // a signal to this process came between
        }
        if (has(watched, 0) == READABLE) {
          answerOne(listener);
        } else if (has(watched, 0) != 0) {
          watch(watched, 0, -1); // nobody is left who could ask
          settled.complete(null);
        }
        if (has(watched, 2) != 0 && !takeRemarks()) {
          watch(watched, 2, -1);
        }
        if (has(watched, 1) != 0) {
          return;
        }
      }
    }
  }

  private static void watch(Memory watched, int index, int handle) {
    watched.setInt(8 * index, handle);
    watched.setShort(8 * index + 4, READABLE);
    watched.setShort(8 * index + 6, 0);
  }

  private static int has(Memory watched, int index) {
    return watched.getShort(8 * index + 6);
  }

  private void answerOne(int listener) {
    question.clear(80);
    if (libc.call(SystemCall.IOCTL, listener, RECEIVE, question.address()) < 0) {
      return; // whoever asked is gone
    }
    int number = question.getInt(16);
    if (number == SystemCall.OPENAT.number(libc.architecture())) {
      open(listener);
    } else if (number == SystemCall.EXECVE.number(libc.architecture())) {
      execute(listener);
    } else if (programStarted) {
      refuse(listener, NOT_PERMITTED); // another process
    } else {
      goOn(listener);
    }
  }

  private void execute(int listener) {
    if (programStarted) {
      refuse(listener, NO_ACCESS);
      return;
    }
    programStarted = program.equals(textAt(argument(0)));
    goOn(listener);
    if (programStarted) {
      settled.complete(null);
    }
  }

  /** Deno opens dozens of files in the way that is asked about, so that little is done for each. */
  private void open(int listener) {
    readBeginning(argument(1), HandedOut.LONGEST);
    if (HandedOut.OWN_MEMORY_MAP.isIn(text)) {
      handOut(listener, "/proc/" + asking() + "/maps");
    } else if (lent.isPresent() && LentFolder.isMeantBy(text)) {
      lend(listener, lent.get());
    } else if (HandedOut.OWN_HANDLES.isIn(text) && !programStarted) {
      handOut(listener, "/proc/" + asking() + "/fd");
    } else if (HandedOut.REMARKS.isIn(text) && !remarksHandedOut) {
      remarksHandedOut = true;
      give(listener, writingEnd());
      libc.close(writingEnd());
    } else {
      goOn(listener); // to its jail's rules
    }
  }

  private void lend(int listener, LentFolder folder) {
    Optional<Path> file = folder.file(textAt(argument(1)));
    if (file.isPresent()) {
      handOut(listener, file.get().toString());
    } else {
      goOn(listener);
    }
  }

  private void handOut(int listener, String path) {
    long handle = libc.open(path, 0);
    if (handle < 0) {
      goOn(listener);
      return;
    }
    give(listener, handle);
    libc.close(handle);
  }

  private void give(int listener, long handle) {
    answer.setLong(0, question.getLong(0));
    answer.setInt(8, SEND_HANDLE);
    answer.setInt(12, (int) handle);
    answer.setInt(16, 0);
    answer.setInt(20, O_CLOEXEC);
    if (libc.call(SystemCall.IOCTL, listener, ADD_HANDLE, answer.address()) < 0) {
      goOn(listener);
    }
  }

  private void goOn(int listener) {
    respond(listener, 0, GO_ON);
  }

  private void refuse(int listener, int error) {
    respond(listener, error, 0);
  }

  private void respond(int listener, int error, int flags) {
    answer.setLong(0, question.getLong(0));
    answer.setLong(8, 0);
    answer.setInt(16, error);
    answer.setInt(20, flags);
    libc.call(SystemCall.IOCTL, listener, SEND, answer.address());
  }

  private int asking() {
    return question.getInt(8);
  }

  private long argument(int index) {
    return question.getLong(32 + 8 * index);
  }

  /** Zeroes stand for what cannot be read. */
  private void readBeginning(long address, int length) {
    text.clear(length);
    int onPage = Math.min(PAGE - (int) (address % PAGE), length);
    if (read(address, 0, onPage) && onPage < length) {
      read(address + onPage, onPage, length - onPage);
    }
  }

  /** A text in the asking process's memory; empty if it cannot be read. */
  private String textAt(long address) {
    int length = 0;
    while (length < LONGEST_PATH) {
      // Page by page: the one behind a text may not be there.
      int part = Math.min(PAGE - (int) ((address + length) % PAGE), LONGEST_PATH - length);
      if (!read(address + length, length, part)) {
        return "";
      }
      for (int end = length; end < length + part; end++) {
        if (text.getByte(end) == 0) {
          return new String(text.first(end), StandardCharsets.UTF_8);
        }
      }
      length += part;
    }
    return "";
  }

  private boolean read(long address, int offset, int length) {
    vectors.setLong(0, text.address() + offset);
    vectors.setLong(8, length);
    vectors.setLong(16, address);
    vectors.setLong(24, length);
    long local = vectors.address();
    return libc.readMemory(asking(), local, local + 16) == length;
  }

  /** Whether there may be more. */
  private boolean takeRemarks() {
    long read = libc.call(SystemCall.READ, readingEnd(), text.address(), LONGEST_PATH);
    if (read > 0) {
      remarks.accept(text.first((int) read));
    }
    return read > 0;
  }

  private int readingEnd() {
    return ends.getInt(0);
  }

  private int writingEnd() {
    return ends.getInt(4);
  }
}
