package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.certificates.CertificateAuthority;
import io.coral.ports.certificates.CertificateAuthority.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A colony over TLS, as one starts and asks it. */
class TlsCommandTest {
  @TempDir private Path folder;
  private CertificateAuthority authority;
  private Signed signed;
  private Coral coral;

  @BeforeEach
  void makeCertificates() {
    authority = new CertificateAuthority("ours", folder);
    signed = authority.sign("colony");
    coral = new Coral(folder);
  }

  private RunningColony colony(String... more) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--tls-cert",
                signed.certificate().toString(),
                "--tls-key",
                signed.key().toString()));
    options.addAll(List.of(more));
    return RunningColony.start(folder, options.toArray(String[]::new));
  }

  private String ca() {
    return authority.certificate().toString();
  }

  private Coral.Outcome ask(Coral asker, RunningColony colony, String... options)
      throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("query", "services", "--colony", colony.address()));
    arguments.addAll(List.of(options));
    return asker.run(arguments.toArray(String[]::new));
  }

  @Test
  void query_byTheAddressThatTheColonyPrints_isAnswered() throws Exception {
    try (var colony = colony()) {
      assertThat(colony.address()).startsWith("https://127.0.0.1:");
      assertThat(ask(coral, colony, "--ca", ca()).code()).isZero();
      assertThat(ask(new Coral(folder).withVariable("CORAL_CA", ca()), colony).code()).isZero();
    }
  }

  @Test
  void query_optionsWinOverTheEnvironment() throws Exception {
    var other = new CertificateAuthority("other", folder);
    try (var colony = colony()) {
      var given = new Coral(folder).withVariable("CORAL_CA", other.certificate().toString());

      assertThat(ask(given, colony).code()).isEqualTo(5);
      assertThat(ask(given, colony, "--ca", ca()).code()).isZero();
    }
  }

  @Test
  void query_colonyThatNobodyTrusts_isUnreachable_andSaysWhatToDo() throws Exception {
    try (var colony = colony()) {
      var outcome = ask(coral, colony);

      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.err()).contains("not signed by anybody trusted", "--ca");
    }
  }

  @Test
  void query_mutual_wantsACertificate() throws Exception {
    Signed member = authority.sign("member");
    try (var colony = colony("--client-ca", ca())) {
      var without = ask(coral, colony, "--ca", ca());
      var with =
          ask(
              coral,
              colony,
              "--ca",
              ca(),
              "--cert",
              member.certificate().toString(),
              "--key",
              member.key().toString());

      assertThat(without.code()).isEqualTo(3);
      assertThat(without.err()).contains("client certificate", "--cert and --key");
      assertThat(with.code()).as(with.err()).isZero();
    }
  }

  @Test
  void run_overTls_givesTheScriptALoopbackPortAndARunToken() throws Exception {
    Files.writeString(folder.resolve("script.ts"), "");
    Signed member = authority.sign("member");
    try (var colony = colony("--client-ca", ca())) {
      var outcome =
          coral.run(
              "run",
              "script.ts",
              "--colony",
              colony.address(),
              "--ca",
              ca(),
              "--cert",
              member.certificate().toString(),
              "--key",
              member.key().toString());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      var run = coral.onlyRun();
      assertThat(run.colony().getAddress().isLoopbackAddress()).isTrue();
      assertThat(colony.address()).doesNotEndWith(":" + run.colony().getPort());
      assertThat(run.runToken()).isPresent();
    }
  }

  @Test
  void query_certificateWithoutKey_isUsage() {
    assertThat(coral.run("query", "services", "--colony", "https://h:1", "--cert", "x").code())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--ca", "--cert", "--key"})
  void query_tlsOptionsInPlainText_areUsage(String option) {
    var outcome = coral.run("query", "services", "--colony", "127.0.0.1:1", option, "x");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("write --colony https://127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h:1", "https://h", "https://", "https://https://h:1"})
  void query_badAddress_isUsage(String address) {
    assertThat(coral.run("query", "services", "--colony", address).code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--listen", "--otlp-grpc", "--otlp-http"})
  void start_beyondThisMachine_wantsTlsAndAuthentication(String port) throws IOException {
    Files.writeString(folder.resolve("tokens.txt"), "# nobody yet\n");
    String[] tls = {
      "--tls-cert", signed.certificate().toString(), "--tls-key", signed.key().toString()
    };
    String[] tokens = {"--tokens", "tokens.txt"};

    for (String address : List.of("0.0.0.0:0", "[::]:0")) {
      assertThat(start(port, address).err())
          .contains("speaks plain text and asks nobody who they are");
      assertThat(start(port, address, tls).err())
          .contains("this colony asks nobody who they are, so it does not listen on " + address);
      var plain = start(port, address, tokens);
      assertThat(plain.err()).contains("this colony speaks plain text, so it does not listen on ");
      assertThat(plain.code()).isEqualTo(3);
    }
    assertThat(folder.resolve("c.duckdb")).doesNotExist();
  }

  private Coral.Outcome start(String port, String address, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("colony", "start", "--db", "c.duckdb", port, address));
    arguments.addAll(List.of(more));
    return coral.run(arguments.toArray(String[]::new));
  }

  @Test
  void start_beyondThisMachine_withTlsAndTokens_listens() throws Exception {
    Files.writeString(folder.resolve("tokens.txt"), "# nobody yet\n");
    try (var colony = colony("--tokens", "tokens.txt", "--listen", "0.0.0.0:0")) {
      assertThat(colony.address()).matches("https://(0\\.0\\.0\\.0|\\[[0:]+]):\\d+");
    }
  }

  @Test
  void start_beyondThisMachine_insecure_listens() throws Exception {
    try (var colony = RunningColony.start(folder, "--insecure", "--listen", "0.0.0.0:0")) {
      assertThat(colony.address()).matches("(0\\.0\\.0\\.0|\\[[0:]+]):\\d+");
    }
  }

  @Test
  void start_clientAuthorityWithoutTls_isUsage() {
    assertThat(coral.run("colony", "start", "--db", "c.duckdb", "--client-ca", ca()).code())
        .isEqualTo(2);
  }

  @Test
  void start_keyOfAnotherCertificate_isUsage() {
    var outcome =
        coral.run(
            "colony",
            "start",
            "--db",
            "c.duckdb",
            "--listen",
            "127.0.0.1:0",
            "--otlp-grpc",
            "off",
            "--otlp-http",
            "off",
            "--tls-cert",
            ca(),
            "--tls-key",
            signed.key().toString());

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("is not the key of");
  }
}
