package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ColonyStores;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
  private static final String COLONY = "127.0.0.1:9999";

  @TempDir private Path folder;
  @TempDir private Path elsewhere;
  private Coral coral;

  @BeforeEach
  void writeTheScripts() throws IOException {
    folder = folder.toRealPath();
    elsewhere = elsewhere.toRealPath();
    Files.writeString(folder.resolve("a.ts"), "");
    Files.writeString(elsewhere.resolve("b.ts"), "");
    coral = new Coral(folder);
  }

  @Test
  void defaults() {
    var outcome = coral.run("run", "a.ts", "--colony", COLONY);

    assertThat(outcome).isEqualTo(new Coral.Outcome(0, "", ""));
    ScriptRun run = coral.onlyRun();
    assertThat(run.source()).isEqualTo(new ScriptSource.File(folder.resolve("a.ts")));
    assertThat(run.root()).isEqualTo(folder);
    assertThat(run.colony().isUnresolved()).isFalse();
    assertThat(run.colony().getPort()).isEqualTo(9999);
    assertThat(run.runToken()).isEmpty();
    assertThat(run.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(run.memoryBytes()).isEqualTo(512L << 20);
    assertThat(run.stdio()).isEqualTo(ScriptRun.Stdio.INHERITED);
  }

  @Test
  void parametersAndLimits() {
    coral.run(
        "run",
        "a.ts",
        "--colony",
        COLONY,
        "--param",
        "threshold=500",
        "--param",
        "q=a=b",
        "--param",
        "empty=",
        "--timeout",
        "1m30s",
        "--memory",
        "1024");

    assertThat(coral.onlyRun().parameters())
        .isEqualTo(Map.of("threshold", "500", "q", "a=b", "empty", ""));
    assertThat(coral.onlyRun().timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(coral.onlyRun().memoryBytes()).isEqualTo(1024L << 20);
  }

  @Test
  void variables_areDefaults() {
    coral
        .withVariable("CORAL_SCRIPT_TIMEOUT", "120")
        .withVariable("CORAL_SCRIPT_MEMORY", "1024")
        .run("run", "a.ts", "--colony", COLONY, "--memory", "64");

    assertThat(coral.onlyRun().timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(coral.onlyRun().memoryBytes()).isEqualTo(64L << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --timeout 0         | a timeout is above 0
          --timeout 25h       | at most a day
          --timeout 9999999999 | at most a day
          --timeout soon      | not a duration
          --memory 0          | not a number of megabytes
          --memory 1GB        | not a number of megabytes
          --param x           | is not NAME=VALUE
          --param 1x=2        | is not NAME=VALUE
          --param a=1 --param a=2 | given twice
          --root nowhere      | there is no folder
          """)
  void wrongArguments_runNothing(String options, String explanation) {
    var outcome = coral.run(CommandText.words("run a.ts --colony " + COLONY + " " + options));

    assertThat(outcome.err()).startsWith("coral: cannot run the script: ").contains(explanation);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(coral.ranNothing()).isTrue();
  }

  @Test
  void scriptElsewhere_readsItsOwnFolder_andThatIsSaid() {
    var outcome = coral.run("run", elsewhere.resolve("b.ts").toString(), "--colony", COLONY);

    assertThat(coral.onlyRun().root()).isEqualTo(elsewhere);
    assertThat(outcome.err()).startsWith("note: ").contains(elsewhere.toString(), "--root");
  }

  @Test
  void home_isNoRoot_unlessAskedFor() {
    coral.withHome(folder);

    var refused = coral.run("run", "a.ts", "--colony", COLONY);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("must not read all of", "--root");
    assertThat(coral.ranNothing()).isTrue();

    coral.run("run", "a.ts", "--colony", COLONY, "--root", ".");
    assertThat(coral.onlyRun().root()).isEqualTo(folder);
  }

  @Test
  void root_mustHoldTheScript() {
    var outcome = coral.run("run", "a.ts", "--colony", COLONY, "--root", elsewhere.toString());

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("not inside of");
  }

  @Test
  void embeddedColony_isServedOnLoopback_behindATokenOfItsOwn() {
    coral.stores().open(folder.resolve("c.duckdb"), ColonyStores.Access.READ_WRITE).get().close();

    coral.run("run", "a.ts", "--db", "c.duckdb");

    ScriptRun run = coral.onlyRun();
    assertThat(run.colony().getAddress().isLoopbackAddress()).isTrue();
    assertThat(run.colony().getPort()).isPositive();
    assertThat(run.runToken()).hasValueSatisfying(token -> assertThat(token).hasSize(64));
    // The server is gone, and the file free again.
    assertThat(coral.run("query", "services", "--db", "c.duckdb").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "EXIT, 7",
    "UNCAUGHT_ERROR, 1",
    "COLONY_UNREACHABLE, 5",
    "TIMEOUT, 124",
    "DENIED, 126",
    "MEMORY, 137"
  })
  void end_isPassedOn_andOursIsSaid(ScriptEnd.Cause cause, int code) {
    var end = new ScriptEnd(cause, code, cause == ScriptEnd.Cause.EXIT ? "" : "why", "", "");

    var outcome = coral.withScriptEnd(Either.right(end)).run("run", "a.ts", "--colony", COLONY);

    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.err()).isEqualTo(cause == ScriptEnd.Cause.EXIT ? "" : "coral: why\n");
  }

  @Test
  void scriptThatIsNotStarted_hasACodeAndALine() {
    var refused = new ScriptFailure.Refused("a.ts:1", "remote", "a.ts imports a URL", "copy it");

    var outcome = coral.withScriptEnd(Either.left(refused)).run("run", "a.ts", "--colony", COLONY);

    assertThat(outcome.code()).isEqualTo(126);
    assertThat(outcome.err())
        .isEqualTo("coral: cannot run the script: a.ts imports a URL\nhint: copy it\n");
  }

  @Test
  void code_onTheCommandLineAndOnStdin_hasTheWorkingFolderAsItsRoot() {
    coral.run("run", "-e", "console.log(1)", "--colony", COLONY);
    assertThat(coral.onlyRun().source())
        .isEqualTo(new ScriptSource.Inline("<code>", "console.log(1)"));
    assertThat(coral.onlyRun().root()).isEqualTo(folder);

    var other = new Coral(folder).withInput("console.log('é');\n");
    other.run("run", "-", "--colony", COLONY);
    assertThat(other.onlyRun().source())
        .isEqualTo(new ScriptSource.Inline("<stdin>", "console.log('é');\n"));
  }

  @Test
  void code_inTheHomeFolder_needsARoot() {
    coral.withHome(folder);

    assertThat(coral.run("run", "-e", "1", "--colony", COLONY).err())
        .contains("must not read all of", "--root");
    assertThat(coral.run("run", "-e", "1", "--colony", COLONY, "--root", "gone").code())
        .isEqualTo(2);
    assertThat(coral.ranNothing()).isTrue();
    assertThat(coral.run("run", "-e", "1", "--colony", COLONY, "--root", ".").code()).isZero();
  }

  @Test
  void nameWithALeadingDash_followsTwo() throws IOException {
    Files.writeString(folder.resolve("-x.ts"), "");

    coral.run("run", "--colony", COLONY, "--", "-x.ts");

    assertThat(coral.onlyRun().source()).isEqualTo(new ScriptSource.File(folder.resolve("-x.ts")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run                     | no script is named
          run a.ts b              | takes no arguments, but b is given
          run a.ts -- --flag      | takes no arguments, but --flag is given
          run -e 1 a.ts           | takes no arguments, but a.ts is given
          run .                   | is a folder
          run gone.ts             | there is no file
          """)
  void noScriptOrTooMany_runNothing(String line, String explanation) {
    var outcome = coral.run(CommandText.words(line + " "));

    assertThat(outcome.err()).startsWith("coral: cannot run the script: ").contains(explanation);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(coral.ranNothing()).isTrue();
  }

  @Test
  void typesThatDoNotFit_runNothing() {
    var fault = new ScriptFailure.IllTyped("its types do not fit\nTS2322 at a.ts:1", "");

    var outcome = coral.withScriptFault(fault).run("run", "--check", "a.ts", "--colony", COLONY);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo("coral: cannot run the script: its types do not fit\n  TS2322 at a.ts:1\n");
    assertThat(coral.ranNothing()).isTrue();
  }

  @Test
  void notes_areToldWhereAskedFor() {
    assertThat(coral.run("run", "--verbose", "a.ts", "--colony", COLONY).err())
        .isEqualTo(
            """
            note: sandbox, walls: nothing leaves
            note: sandbox, moat, not on this system: the walls stand alone
            """);
  }
}
