package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.certificates.CertificateAuthority;
import io.coral.ports.certificates.CertificateAuthority.Signed;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A colony with tokens, TLS and client certificates, in a process of its own. */
class GuardedColonyIT {
  @TempDir static Path folder;
  private static CertificateAuthority authority;
  private static Signed member;
  private static String sender;
  private static CoralProcess.Colony colony;

  @BeforeAll
  static void startColony() throws IOException {
    folder = folder.toRealPath();
    authority = new CertificateAuthority("ours", folder);
    member = authority.sign("member");
    Signed own = authority.sign("colony");
    CoralProcess.run(
        folder,
        "colony",
        "token",
        "analyst",
        "--scope",
        "query,sql",
        "--tokens",
        "tokens.txt",
        "--token-file",
        "analyst.token");
    CoralProcess.run(
        folder,
        "colony",
        "token",
        "dashboard",
        "--scope",
        "query",
        "--tokens",
        "tokens.txt",
        "--token-file",
        "dashboard.token");
    sender =
        CoralProcess.run(
                folder, "colony", "token", "shop", "--scope", "ingest", "--tokens", "tokens.txt")
            .stdout()
            .strip();
    colony =
        CoralProcess.Colony.start(
            folder.resolve("colony.duckdb"),
            "--tokens",
            "tokens.txt",
            "--tls-cert",
            own.certificate().toString(),
            "--tls-key",
            own.key().toString(),
            "--client-ca",
            authority.certificate().toString());
  }

  @AfterAll
  static void stopColony() {
    colony.close();
  }

  /** With everything that it takes to be let in. */
  private static CoralProcess.Outcome known(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--colony",
            colony.address(),
            "--ca",
            authority.certificate().toString(),
            "--cert",
            member.certificate().toString(),
            "--key",
            member.key().toString(),
            "--token-file",
            "analyst.token"));
    return CoralProcess.run(folder, all.toArray(String[]::new));
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  private static boolean isTaken(SpanExporter exporter) {
    try (var provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      var span = provider.get("test").spanBuilder("GET /").setSpanKind(SpanKind.SERVER);
      span.startSpan().end();
      return provider.forceFlush().join(60, TimeUnit.SECONDS).isSuccess();
    }
  }

  @Test
  void exporters_withCertificateAndToken_areTaken() throws IOException {
    assertThat(
            isTaken(
                OtlpGrpcSpanExporter.builder()
                    .setEndpoint(colony.otlpGrpc())
                    .setTrustedCertificates(bytes(authority.certificate()))
                    .setClientTls(bytes(member.key()), bytes(member.certificate()))
                    .addHeader("authorization", "Bearer " + sender)
                    .build()))
        .isTrue();
    assertThat(
            isTaken(
                OtlpHttpSpanExporter.builder()
                    .setEndpoint(colony.otlpHttp() + "/v1/traces")
                    .setTrustedCertificates(bytes(authority.certificate()))
                    .setClientTls(bytes(member.key()), bytes(member.certificate()))
                    .addHeader("authorization", "Bearer " + sender)
                    .build()))
        .isTrue();

    var services = known("query", "services", "-o", "csv");

    assertThat(services.exitCode()).as(services.stderr()).isZero();
    assertThat(services.stdout()).contains("unknown_service");
  }

  @Test
  void script_asksThroughTheRelay_andReachesNothingElse() throws IOException {
    String port = colony.address().substring(colony.address().lastIndexOf(':') + 1);
    Files.writeString(
        folder.resolve("script.ts"),
        """
        import * as coral from "@coral/sdk";
        console.log(Array.isArray(await coral.services.list()));
        console.log((await coral.db.query("SELECT 42 AS answer"))[0].answer);
        for (const address of ["https://127.0.0.1:%1$s/", "http://127.0.0.1:%1$s/"]) {
          try {
            await fetch(address);
            console.log("reached");
          } catch (error) {
            console.log((error as Error).name);
          }
        }
        """
            .formatted(port));

    var run = known("run", "script.ts");

    assertThat(run.stdout()).isEqualTo("true\n42\nNotCapable\nNotCapable\n");
  }

  @Test
  void script_ofATokenWithoutSql_hasNone() throws IOException {
    Files.writeString(
        folder.resolve("sql.ts"),
        """
        import * as coral from "@coral/sdk";
        try {
          await coral.db.query("SELECT 42");
        } catch (error) {
          console.log((error as coral.CoralError).code);
        }
        """);

    var run =
        CoralProcess.run(
            folder,
            "run",
            "sql.ts",
            "--colony",
            colony.address(),
            "--ca",
            authority.certificate().toString(),
            "--cert",
            member.certificate().toString(),
            "--key",
            member.key().toString(),
            "--token-file",
            "dashboard.token");

    assertThat(run.stdout()).as(run.stderr()).isEqualTo("PERMISSION_DENIED\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void query_withoutToken_isRefused() {
    var outcome =
        CoralProcess.run(
            folder,
            "query",
            "services",
            "--colony",
            colony.address(),
            "--ca",
            authority.certificate().toString(),
            "--cert",
            member.certificate().toString(),
            "--key",
            member.key().toString());

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.stdout()).isEmpty();
  }
}
