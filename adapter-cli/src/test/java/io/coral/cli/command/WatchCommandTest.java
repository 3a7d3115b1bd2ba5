package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ColonyStores;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptListener;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRuntime;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What coral run --watch asks of the runtime, and when. */
@Timeout(120)
class WatchCommandTest {
  @TempDir private Path folder;
  private Path script;
  private Path imported;
  private Coral coral;
  private final Scripts scripts = new Scripts();

  @BeforeEach
  void writeTheScript() throws IOException {
    folder = folder.toRealPath();
    script = Files.writeString(folder.resolve("a.ts"), "import './b.ts';");
    imported = Files.writeString(folder.resolve("b.ts"), "");
    coral = new Coral(folder).withScripts(scripts);
    coral.stores().open(folder.resolve("c.duckdb"), ColonyStores.Access.READ_WRITE).get().close();
  }

  private CompletableFuture<Coral.Outcome> watching(String options) {
    String[] words = CommandText.words("run --watch a.ts --db c.duckdb " + options);
    var outcome = new CompletableFuture<Coral.Outcome>();
    Thread.ofPlatform().start(() -> outcome.complete(coral.run(words)));
    return outcome;
  }

  @Test
  void everyChange_runsItAgain_withATokenOfItsOwn() throws Exception {
    var outcome = watching("");

    ScriptRun first = scripts.runs.take();
    coral.awaitWords("waiting for");
    Files.writeString(script, "changed");
    ScriptRun second = scripts.runs.take();
    Files.writeString(imported, "changed");
    ScriptRun third = scripts.runs.take();
    coral.end();

    assertThat(outcome.get().code()).isZero();
    assertThat(Set.of(first.runToken(), second.runToken(), third.runToken())).hasSize(3);
    assertThat(first.stdio()).isEqualTo(ScriptRun.Stdio.INHERITED_OUTPUT);
    assertThat(outcome.get().err())
        .contains("note: waiting for a change of a.ts or of the 1 it imports; Ctrl-C ends\n")
        .contains("note: a.ts has changed\n", "note: b.ts has changed\n");
    assertThat(outcome.get().out()).isEmpty(); // no terminal, nothing to clear
    // The store is closed.
    assertThat(new Coral(folder).run("query", "services", "--db", "c.duckdb").code()).isZero();
  }

  @Test
  void runThatIsNotOver_isEndedByAChange() throws Exception {
    scripts.endless = true;
    var outcome = watching("");

    scripts.runs.take();
    Files.writeString(script, "changed");
    scripts.runs.take();
    assertThat(scripts.interrupted.take()).isNotNull();
    coral.end();

    assertThat(outcome.get().err()).doesNotContain("coral:").doesNotContain("waiting for");
    assertThat(scripts.interrupted.take()).isNotNull();
  }

  @Test
  void scriptThatDoesNotStart_isSaid_andWaitedFor() throws Exception {
    scripts.outcome =
        Either.left(new ScriptFailure.Malformed("SyntaxError\n  at a.ts:1:1", "look there"));
    var outcome = watching("");

    coral.awaitWords("waiting for");
    scripts.outcome = Either.right(new ScriptEnd(ScriptEnd.Cause.EXIT, 3, "", "", ""));
    Files.delete(script);
    coral.awaitWords("ended with 3\nnote: waiting for");
    scripts.outcome = Either.right(new ScriptEnd(ScriptEnd.Cause.TIMEOUT, 124, "late", "", ""));
    Files.writeString(script, "back");
    coral.awaitWords("coral: late\nnote: waiting for");
    coral.end();

    assertThat(outcome.get().err())
        .startsWith(
            "coral: cannot run the script: SyntaxError\n    at a.ts:1:1\nhint: look there\n"
                + "note: waiting for a change of a.ts")
        .contains("note: the script ended with 3\n", "coral: late\n");
  }

  @Test
  void typesThatDoNotFit_runNothing() throws Exception {
    scripts.fault = Optional.of(new ScriptFailure.IllTyped("its types do not fit", ""));
    var outcome = watching("--check");

    scripts.checks.take();
    coral.awaitWords("waiting for");
    scripts.fault = Optional.empty();
    Files.writeString(imported, "mended");
    scripts.checks.take();
    scripts.runs.take();
    coral.end();

    assertThat(outcome.get().err()).contains("its types do not fit");
    assertThat(scripts.runs).isEmpty();
  }

  @Test
  void terminal_isClearedBeforeEachRunButTheFirst() throws Exception {
    coral.onTerminal(80);
    var outcome = watching("");

    scripts.runs.take();
    Files.writeString(script, "changed");
    scripts.runs.take();
    coral.end();

    assertThat(outcome.get().out()).isEqualTo("\u001b[H\u001b[2J\u001b[3J");
  }

  @Test
  void codeInNoFile_cannotBeWatched() {
    assertThat(coral.run("run", "--watch", "-e", "1").code()).isEqualTo(2);
    assertThat(coral.run("run", "--watch", "-").code()).isEqualTo(2);
  }

  private final class Scripts implements ScriptRuntime {
    final BlockingQueue<ScriptRun> runs = new LinkedBlockingQueue<>();
    final BlockingQueue<ScriptSource> checks = new LinkedBlockingQueue<>();
    final BlockingQueue<Thread> interrupted = new LinkedBlockingQueue<>();
    volatile boolean endless;
    volatile Optional<ScriptFailure> fault = Optional.empty();
    volatile Either<ScriptFailure, ScriptEnd> outcome =
        Either.right(new ScriptEnd(ScriptEnd.Cause.EXIT, 0, "", "", ""));

    @Override
    public Either<ScriptFailure, ScriptEnd> run(ScriptRun run, ScriptListener listener) {
      listener.modules(Set.of(script, imported));
      var now = outcome;
      runs.add(run);
      if (endless) {
        try {
          new CountDownLatch(1).await(); // until it is interrupted
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          interrupted.add(Thread.currentThread());
        }
      }
      return now;
    }

    @Override
    public Optional<ScriptFailure> check(
        ScriptSource source, Path root, Duration timeout, ScriptListener listener) {
      listener.modules(Set.of(script, imported));
      var now = fault;
      checks.add(source);
      return now;
    }
  }
}
