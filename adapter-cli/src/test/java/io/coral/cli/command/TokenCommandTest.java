package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.access.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, made and shown: with a real colony that lets in only who holds one. */
class TokenCommandTest {
  private static final String UNKNOWN = Token.ofRandom(new byte[32]).text();

  @TempDir private Path folder;
  private Coral coral;

  @BeforeEach
  void open() {
    coral = new Coral(folder);
  }

  private String token(String name, String scopes) {
    var made = coral.run("colony", "token", name, "--scope", scopes, "--tokens", "tokens.txt");
    assertThat(made.code()).as(made.err()).isZero();
    return made.out().strip();
  }

  private RunningColony colony() throws Exception {
    return RunningColony.start(folder, "--tokens", "tokens.txt");
  }

  @Test
  void token_isPrintedOnce_withItsLineBesideIt() {
    var made = coral.run("colony", "token", "ci", "--scope", "query,ingest");

    assertThat(made.code()).isZero();
    assertThat(Token.parse(made.out().strip())).isPresent();
    assertThat(made.err())
        .matches("note: the line for the colony's file of tokens: ci query,ingest [0-9a-f]{64}\n")
        .doesNotContain(made.out().strip());
  }

  @Test
  void token_intoFiles_isReadableByItsOwnerOnly_andNotPrinted() throws IOException {
    var made =
        coral.run(
            "colony",
            "token",
            "me",
            "--scope",
            "query",
            "--tokens",
            "tokens.txt",
            "--token-file",
            "me.token");

    assertThat(made).isEqualTo(new Coral.Outcome(0, "", ""));
    assertThat(Token.parse(Files.readString(folder.resolve("me.token")).strip())).isPresent();
    assertThat(Files.readString(folder.resolve("tokens.txt"))).contains("me query ");
    for (String file : new String[] {"me.token", "tokens.txt"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void token_fileThatIsThere_isLeftAlone() throws IOException {
    Files.writeString(folder.resolve("me.token"), "mine");

    var made =
        coral.run(
            "colony",
            "token",
            "me",
            "--scope",
            "query",
            "--tokens",
            "tokens.txt",
            "--token-file",
            "me.token");

    assertThat(made.code()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("me.token"))).isEqualTo("mine");
    assertThat(folder.resolve("tokens.txt")).doesNotExist();
  }

  @Test
  void token_badArguments_areUsage() {
    assertThat(coral.run("colony", "token", "ci").code()).isEqualTo(2);
    assertThat(coral.run("colony", "token", "--scope", "query").code()).isEqualTo(2);
    assertThat(coral.run("colony", "token", "c i", "--scope", "query").code()).isEqualTo(2);
    assertThat(coral.run("colony", "token", "ci", "--scope", "everything").err())
        .contains("write some of query,sql,ingest,admin");
  }

  @Test
  void query_withATokenOfItsScope_isAnswered() throws Exception {
    String query = token("dashboard", "query");
    try (var colony = colony()) {
      var given = new Coral(folder).withVariable("CORAL_TOKEN", query);

      var services = given.run("query", "services", "--colony", colony.address());
      var sql = given.run("query", "sql", "SELECT 1", "--colony", colony.address());

      assertThat(services.code()).as(services.err()).isZero();
      assertThat(sql.code()).isEqualTo(3);
      assertThat(sql.err()).contains("this needs the scope sql, and dashboard has query");
    }
  }

  @Test
  void query_tokenFile_winsOverTheEnvironment() throws Exception {
    Path file = folder.resolve("me.token");
    coral.run(
        "colony",
        "token",
        "me",
        "--scope",
        "query",
        "--tokens",
        "tokens.txt",
        "--token-file",
        "me.token");
    try (var colony = colony()) {
      var given = new Coral(folder).withVariable("CORAL_TOKEN", UNKNOWN);

      assertThat(given.run("query", "services", "--colony", colony.address()).code()).isEqualTo(3);
      assertThat(
              given
                  .run(
                      "query",
                      "services",
                      "--colony",
                      colony.address(),
                      "--token-file",
                      file.toString())
                  .code())
          .isZero();
    }
  }

  @Test
  void query_withoutAToken_isRefused_andToldHow() throws Exception {
    token("dashboard", "query");
    try (var colony = colony()) {
      var outcome = coral.run("query", "services", "--colony", colony.address());

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err()).contains("asks for a token", "--token-file or CORAL_TOKEN");
    }
  }

  @Test
  void query_textThatIsNoToken_isUsage_andNotRepeated() throws IOException {
    Files.writeString(folder.resolve("file"), "hunter2hunter2");
    Files.setPosixFilePermissions(
        folder.resolve("file"), PosixFilePermissions.fromString("rw-------"));

    var fromFile = coral.run("query", "services", "--token-file", "file");
    var fromVariable =
        new Coral(folder).withVariable("CORAL_TOKEN", "hunter2hunter2").run("query", "services");

    assertThat(fromFile.code()).isEqualTo(2);
    assertThat(fromVariable.code()).isEqualTo(2);
    assertThat(fromFile.err() + fromVariable.err())
        .contains("holds no token")
        .doesNotContain("hunter2");
  }

  @Test
  void query_tokenFileThatEverybodyMayRead_isRefused() throws IOException {
    Files.writeString(folder.resolve("file"), UNKNOWN);
    Files.setPosixFilePermissions(
        folder.resolve("file"), PosixFilePermissions.fromString("rw-r--r--"));

    var outcome = coral.run("query", "services", "--token-file", "file");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).contains("everybody on this machine", "hint: chmod 600 ");
  }

  @Test
  void query_tokenToAnotherMachine_isNotSentInPlainText() {
    var outcome =
        new Coral(folder)
            .withVariable("CORAL_TOKEN", UNKNOWN)
            .run("query", "services", "--colony", "192.0.2.1:9090");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).contains("a token is not sent to 192.0.2.1:9090 in plain text");
  }

  @Test
  void query_tokenForAnEmbeddedColony_isUsage() {
    assertThat(coral.run("query", "services", "--demo", "--token-file", "x").code()).isEqualTo(2);
  }

  @Test
  void colonyStart_badTokenFile_isUsage_andNamesTheLineOnly() throws IOException {
    Files.writeString(folder.resolve("tokens.txt"), "# ours\nhunter2 hunter2\n");

    var outcome = coral.run("colony", "start", "--db", "c.duckdb", "--tokens", "tokens.txt");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("tokens.txt, line 2: ").doesNotContain("hunter2");
    assertThat(folder.resolve("c.duckdb")).doesNotExist();
  }

  @Test
  void run_withAToken_givesTheScriptAnotherOne() throws Exception {
    String analyst = token("analyst", "query,sql,ingest");
    Files.writeString(folder.resolve("script.ts"), "");
    try (var colony = colony()) {
      var given = new Coral(folder).withVariable("CORAL_TOKEN", analyst);

      var outcome = given.run("run", "script.ts", "--colony", colony.address());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      var run = given.onlyRun();
      String token = run.runToken().orElseThrow().text();
      assertThat(token).isNotEqualTo(analyst);
      var script = new Coral(folder).withVariable("CORAL_TOKEN", token);
      assertThat(script.run("query", "services", "--colony", colony.address()).code()).isZero();
      assertThat(script.run("run", "script.ts", "--colony", colony.address()).err())
          .contains("a run token is not traded for another");
    }
  }

  @Test
  void run_withATokenThatMayNotQuery_isRefusedBeforeTheScriptStarts() throws Exception {
    String sender = token("checkout", "ingest");
    Files.writeString(folder.resolve("script.ts"), "");
    try (var colony = colony()) {
      var given = new Coral(folder).withVariable("CORAL_TOKEN", sender);

      var outcome = given.run("run", "script.ts", "--colony", colony.address());

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err()).contains("this needs the scope query or sql");
      assertThat(given.ranNothing()).isTrue();
    }
  }
}
