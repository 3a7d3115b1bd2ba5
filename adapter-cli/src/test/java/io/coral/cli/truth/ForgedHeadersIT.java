package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script may speak to its colony without the SDK, with whatever headers it makes up. */
class ForgedHeadersIT {
  @TempDir static Path folder;
  private static CoralProcess.Colony colony;

  @BeforeAll
  static void startColony() throws IOException {
    folder = folder.toRealPath();
    colony = CoralProcess.Colony.start(folder.resolve("colony.duckdb"));
  }

  @AfterAll
  static void stopColony() {
    colony.close();
  }

  /** What becomes of a question for all services with headers of the script's own. */
  private static String asked(String headers) throws IOException {
    Files.writeString(
        folder.resolve("script.ts"),
        """
        import * as coral from "@coral/sdk";
        const client = Deno.createHttpClient({ http1: false, http2: true });
        const address = coral.params.string("address");
        const headers = new Headers({ "content-type": "application/grpc", "te": "trailers" });
        %s
        try {
          const reply = await fetch(
            `http://${address}/coral.colony.v1.QueryService/ListServices`,
            { client, method: "POST", headers, body: new Uint8Array(5) },
          );
          await reply.arrayBuffer();
          console.log(reply.status, reply.headers.get("grpc-status") ?? "answered");
        } catch (error) {
          console.log((error as Error).name);
        }
        console.log((await coral.services.list()).length);
        """
            .formatted(headers));
    var outcome =
        CoralProcess.run(
            folder,
            "run",
            "script.ts",
            "--colony",
            colony.address(),
            "--param",
            "address=" + colony.address());
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    return outcome.stdout();
  }

  @Test
  void madeUpIdentities_meanNothing() throws IOException {
    assertThat(
            asked(
                """
                headers.set("authorization", "Bearer forged");
                headers.set("x-forwarded-for", "10.0.0.1");
                headers.set("x-forwarded-client-cert", "Subject=\\"CN=admin\\"");
                """))
        .isEqualTo("200 answered\n0\n");
  }

  @Test
  void hugeHeader_isRefused_andTheColonyStillAnswers() throws IOException {
    assertThat(asked("headers.set('x-big', 'b'.repeat(65_536));"))
        .doesNotContain("answered")
        .endsWith("\n0\n");
  }

  @Test
  void tenThousandHeaders_areRefused_andTheColonyStillAnswers() throws IOException {
    assertThat(asked("for (let i = 0; i < 10_000; i++) headers.set(`x-${i}`, 'b');"))
        .doesNotContain("answered")
        .endsWith("\n0\n");
  }
}
