package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptEnd.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a script's memory: all of it. */
class MemoryLimitTest {
  private static final int LIMIT_MEGABYTES = 160;
  private static final long LIMIT_KILOBYTES = LIMIT_MEGABYTES * 1024L;
  private static final long BASELINE_KILOBYTES = MemoryWatch.BASELINE_BYTES >> 10;

  /** Generous: a machine under load takes its time to end a process. */
  private static final Duration MOST_AFTER_PASSING = Duration.ofSeconds(5);

  private static final String OF_WORKERS =
      " const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));"
          + " for (let i = 0; i < 4; i++) new Worker(url, { type: 'module' });"
          + " setInterval(() => {}, 1000);";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "objects | const a = []; for (;;) a.push(new Array(1e5).fill(1));",
        "strings | let s = 'x'; const a = []; for (;;) { a.push(s + a.length);"
            + " s += s.slice(0, 1 << 20) + 1; }",
        "buffers | const a = []; for (;;) a.push(new Uint8Array(1 << 20).fill(1));",
        "huge buffers | const a = []; for (;;) a.push(new Uint8Array(1 << 28).fill(1));",
        "shared buffers | const a = [];"
            + " for (;;) a.push(new Uint8Array(new SharedArrayBuffer(1 << 22)).fill(1));",
        "WebAssembly | const m = new WebAssembly.Memory({ initial: 1 }); for (;;) {"
            + " const old = m.grow(64); new Uint8Array(m.buffer).fill(1, old * 65536); }",
        "buffers of workers | const code ="
            + " 'const a = []; for (;;) a.push(new Uint8Array(1 << 20).fill(1));';"
            + OF_WORKERS,
        "objects of workers | const code ="
            + " 'const a = []; for (;;) a.push(new Array(1e4).fill(1));';"
            + OF_WORKERS,
      })
  void bomb_isEnded_withinAQuarterAboveTheLimit(String kind, String code) throws Exception {
    var watch = new PeakWatch();
    watch.start();

    var end = new ScriptFixture(folder).memoryMegabytes(LIMIT_MEGABYTES).ran(code);

    watch.finish();
    assertThat(end.cause()).as("%s: %s", kind, end.stderr()).isEqualTo(Cause.MEMORY);
    assertThat(end.exitCode()).isEqualTo(137);
    assertThat(end.message()).contains(LIMIT_MEGABYTES + " MB").contains("--memory");
    assertThat(end.stderr()).as("none of V8's own pages").isEmpty();
    assertThat(watch.peakKilobytes)
        .isLessThanOrEqualTo(BASELINE_KILOBYTES + LIMIT_KILOBYTES * 5 / 4);
    assertThat(watch.sincePassing()).isLessThan(MOST_AFTER_PASSING);
  }

  @Test
  void someWorkers_areNoBomb() {
    var end =
        new ScriptFixture(folder)
            .memoryMegabytes(LIMIT_MEGABYTES)
            .ran(
                "const code = 'postMessage(1); setInterval(() => {}, 1000);';"
                    + " const url = URL.createObjectURL("
                    + "new Blob([code], { type: 'text/javascript' }));"
                    + " let sum = 0; const made = []; for (let i = 0; i < 4; i++) {"
                    + " const one = new Worker(url, { type: 'module' }); made.push(one);"
                    + " await new Promise((done) => {"
                    + " one.onmessage = (e) => { sum += e.data; done(0); }; }); }"
                    + " console.log(sum); Deno.exit();");

    assertThat(end.stdout()).as(end.stderr()).isEqualTo("4\n");
  }

  /** Looks at every Deno that this process has started, and remembers the most that one had. */
  private static final class PeakWatch extends Thread {
    private volatile boolean finished;
    private volatile long peakKilobytes;
    private volatile long passedAt;

    PeakWatch() {
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!finished) {
        ProcessHandle.current().children().forEach(child -> look(child.pid()));
        LockSupport.parkNanos(1_000_000);
      }
    }

    private void look(long process) {
      List<String> lines;
      try (Stream<String> status = Files.lines(Path.of("/proc/" + process + "/status"))) {
        lines = status.toList();
      } catch (IOException | UncheckedIOException e) {
        return; // it has ended
      }
      if (lines.getFirst().endsWith("deno")) {
        lines.stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .forEach(this::see);
      }
    }

    private void see(long kilobytes) {
      peakKilobytes = Math.max(peakKilobytes, kilobytes);
      if (passedAt == 0 && kilobytes > BASELINE_KILOBYTES + LIMIT_KILOBYTES) {
        passedAt = System.nanoTime();
      }
    }

    void finish() throws InterruptedException {
      finished = true;
      join();
    }

    Duration sincePassing() {
      return passedAt == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - passedAt);
    }
  }
}
