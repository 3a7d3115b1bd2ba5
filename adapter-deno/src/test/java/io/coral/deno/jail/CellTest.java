package io.coral.deno.jail;

import static com.kenai.jffi.CallingConvention.DEFAULT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jails of kernels that have but parts of one, and what each part does without the others. */
class CellTest {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final JailRules EVERYTHING =
      new JailRules(List.of(Path.of("/")), List.of(Path.of("/")), new Reach.Nowhere());

  @TempDir Path folder;
  private Libc libc;

  private record Ended(int code, String output) {}

  @BeforeEach
  void makeSure() {
    Assumptions.assumeTrue(
        Jail.ofThisSystem().filter(Jail::holdsProcesses).isPresent(), "no whole jail here");
    libc = new Libc(Architecture.ofThisSystem().orElseThrow());
  }

  @Test
  void withoutADoorkeeper_processesStayReadable_andRemarksGoNowhere() throws Exception {
    var rules =
        new JailRules(
            folders("/bin", "/usr", "/lib", "/lib64", "/etc"), programs(), new Reach.Nowhere());
    try (var cell = new Cell(libc, Landlock.of(libc), true, Optional.empty(), rules)) {
      assertThat(cell.remarks()).isEmpty();
      assertThat(run(cell, "read -r line < /proc/self/status && echo \"$line\""))
          .isEqualTo(new Ended(0, "Name:\tsh\n"));
      assertThat(run(cell, "read -r line < " + secret()).code()).isNotZero();
    }
  }

  @Test
  void withoutLandlock_theOtherLayersHold() throws Exception {
    try (var cell = new Cell(libc, Optional.empty(), true, Optional.of(keeper()), EVERYTHING)) {
      Ended ended = run(cell, "read -r line < /proc/$PPID/environ; kill -0 $PPID; /usr/bin/env");

      assertThat(ended.output()).doesNotContain("PATH=").contains("Permission denied", "fork");
    }
  }

  @Test
  void secondDoorkeeper_isDoneWithout() throws Exception {
    try (var outer = new Cell(libc, Landlock.of(libc), true, Optional.of(keeper()), EVERYTHING);
        var inner = new Cell(libc, Landlock.of(libc), true, Optional.of(keeper()), EVERYTHING)) {
      Ended ended = run(List.of(outer, inner), "echo started");

      assertThat(ended).isEqualTo(new Ended(0, "started\n"));
    }
  }

  @Test
  void powersOfRoot_areGivenUp_butForReading() throws Exception {
    try (var cell = new Cell(libc, Optional.empty(), false, Optional.empty(), EVERYTHING)) {
      Ended ended = run(cell, "while read -r line; do echo \"$line\"; done < /proc/self/status");

      assertThat(ended.output())
          .containsPattern("CapEff:\\s0{15}[04]\n")
          .containsPattern("CapPrm:\\s0{15}[04]\n")
          .containsPattern("NoNewPrivs:\\s1\n");
    }
  }

  /** The C library has newer ways to make a process, of which the doorkeeper is asked. */
  @Test
  void processesByOldCalls_areRefused() throws Exception {
    Assumptions.assumeTrue(libc.architecture() == Architecture.X86_64, "there is no such call");
    try (var cell = new Cell(libc, Optional.empty(), true, Optional.of(keeper()), EVERYTHING)) {
      var refused = new CompletableFuture<List<Integer>>();
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try {
                  cell.enter();
                  refused.complete(List.of(errorOf(57), errorOf(58)));
                } catch (IOException e) {
                  refused.completeExceptionally(e);
                }
              });

      assertThat(refused.get()).containsExactly(1, 1); // EPERM
    }
  }

  /** What the kernel answers to a call without arguments; a child that it makes ends here. */
  private static int errorOf(int call) {
    Library library = Library.getDefault();
    var one = CallContext.getCallContext(Type.SLONG, new Type[] {Type.SLONG}, DEFAULT, true);
    long made = Invoker.getInstance().invokeL1(one, library.getSymbolAddress("syscall"), call);
    if (made == 0) {
      Invoker.getInstance().invokeL1(one, library.getSymbolAddress("_exit"), 0);
    }
    return made < 0 ? LastError.getInstance().get() : 0;
  }

  @Test
  void thisProcess_isDiscreet_onlyAsLongAsItMustBe() throws IOException {
    long before = libc.call(SystemCall.PRCTL, 3, 0, 0);
    try (var one = new Cell(libc, Optional.empty(), false, Optional.empty(), EVERYTHING)) {
      try (var other = new Cell(libc, Optional.empty(), false, Optional.empty(), EVERYTHING)) {
        assertThat(other.remarks()).isEmpty();
      }
      assertThat(one.remarks()).isEmpty();
      assertThat(libc.call(SystemCall.PRCTL, 3, 0, 0)).isZero();
    }
    assertThat(libc.call(SystemCall.PRCTL, 3, 0, 0)).isEqualTo(before);
  }

  /** Its cell closes it. */
  private Doorkeeper keeper() throws JailException {
    var keeper = new Doorkeeper(libc, SHELL, Optional.empty(), _ -> {});
    keeper.start();
    return keeper;
  }

  private Path secret() throws IOException {
    return Files.writeString(folder.resolve("secret"), "canary");
  }

  private static List<Path> folders(String... names) {
    return Arrays.stream(names).map(Path::of).toList();
  }

  private static List<Path> programs() {
    return folders("/bin", "/usr/bin", "/lib", "/lib64", System.getProperty("java.home"));
  }

  private static Ended run(Cell cell, String code) throws Exception {
    return run(List.of(cell), code);
  }

  /** On a thread of its own, which enters the cells one after the other. */
  private static Ended run(List<Cell> cells, String code) throws Exception {
    var ended = new CompletableFuture<Ended>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                for (Cell cell : cells) {
                  cell.enter();
                }
                Process shell =
                    new ProcessBuilder(SHELL.toString(), "-c", code)
                        .redirectErrorStream(true)
                        .start();
                String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
                ended.complete(new Ended(shell.waitFor(), output));
              } catch (IOException | InterruptedException | RuntimeException e) {
                ended.completeExceptionally(e);
              }
            });
    return ended.get();
  }
}
