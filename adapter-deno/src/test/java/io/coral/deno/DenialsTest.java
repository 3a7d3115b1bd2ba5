package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.deno.jail.Jail;
import io.coral.ports.ScriptEnd.Cause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said at the end of what was denied. */
class DenialsTest {
  @TempDir Path folder;
  private ScriptFixture scripts;

  @BeforeEach
  void makeFolder() {
    Assumptions.assumeTrue(
        Jail.ofThisSystem().filter(Jail::holdsProcesses).isPresent(), "nobody takes remarks here");
    scripts = new ScriptFixture(folder);
  }

  @Test
  void whatWasCaught_isSummedUp() {
    var end =
        scripts.ran(
            """
            const tried = (what: () => unknown) => { try { what(); } catch { /* goes on */ } };
            tried(() => Deno.readTextFileSync("/etc/hostname"));
            tried(() => Deno.readTextFileSync("/etc/hostname"));
            tried(() => Deno.writeTextFileSync("new.txt", ""));
            tried(() => Deno.env.get("HOME"));
            tried(() => Deno.hostname());
            await fetch("http://127.0.0.1:65001/").catch(() => {});
            """);

    assertThat(end.cause()).isEqualTo(Cause.EXIT);
    assertThat(end.denials())
        .containsExactly(
            "read /etc/hostname (2 times)",
            "write new.txt",
            "env HOME",
            "sys hostname",
            "net 127.0.0.1:65001");
  }

  @Test
  void whatEndsTheScript_isAmongThem() {
    assertThat(scripts.ran("Deno.readTextFileSync('/etc/hostname');").denials())
        .containsExactly("read /etc/hostname");
  }

  @Test
  void whatIsAllowed_isNot() {
    scripts.file("data.txt", "inside").file("x.ts", "export const x = 1;");

    var end =
        scripts.ran(
            """
            import * as coral from "@coral/sdk";
            const name = "./x.ts";
            console.log(Deno.readTextFileSync("data.txt"), (await import(name)).x);
            await coral.services.list().catch(() => {});
            """);

    assertThat(end.stdout()).isEqualTo("inside 1\n");
    assertThat(end.denials()).isEmpty();
  }

  @Test
  void flood_isCounted_notKept() {
    var end =
        scripts.ran(
            """
            for (let i = 0; i < 20_000; i++) {
              try { Deno.readTextFileSync("/etc/" + i); } catch { /* goes on */ }
            }
            """);

    assertThat(end.exitCode()).isZero();
    assertThat(end.denials()).hasSize(21).last().isEqualTo("and 19980 more");
  }

  @Test
  void remarks_steerNoTerminal_andMayBeNonsense() {
    var denials =
        new Denials(List.of(folder), new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));

    denials.accept("{\"permission\":\"read\",\"value\":\"/a\\u001b]52;c\\nb\"}\n".getBytes(UTF_8));
    denials.accept("nonsense\n{\"permission\":\"env\"".getBytes(UTF_8));
    denials.accept("}\n{\"permission\":{}}\n[]\n".getBytes(UTF_8));

    assertThat(denials.summary()).containsExactly("read /a?]52;c?b", "env");
  }
}
