package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.coral.domain.access.Token;
import io.coral.ports.SandboxLayer;
import io.coral.ports.ScriptEnd.Cause;
import io.coral.ports.ScriptFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts try, and what must come of it. */
class SandboxTest {
  private static final String SECRET = "canary-3f9c";

  @TempDir Path folder;
  private ScriptFixture scripts;

  @BeforeEach
  void makeFolder() throws IOException {
    scripts = new ScriptFixture(folder);
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    Files.writeString(folder.resolve("outside.ts"), "export const x = '" + SECRET + "';");
    Files.writeString(folder.resolve("secret.json"), "\"" + SECRET + "\"");
    Files.createSymbolicLink(scripts.root().resolve("link.ts"), folder.resolve("outside.ts"));
    Files.createSymbolicLink(scripts.root().resolve("link"), folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "OUTSIDE_ROOT | import { x } from '../outside.ts'; console.log(x);",
        "OUTSIDE_ROOT | export * from '../outside.ts';",
        "OUTSIDE_ROOT | import t from '../secret.txt' with { type: 'text' }; console.log(t);",
        "OUTSIDE_ROOT | import t from '/etc/passwd' with { type: 'text' }; console.log(t);",
        "OUTSIDE_ROOT | import j from '../secret.json' with { type: 'json' }; console.log(j);",
        "OUTSIDE_ROOT | const m = await import('../outside.ts'); console.log(m.x);",
        "OUTSIDE_ROOT | import 'file:///etc/hostname';",
        "LINK_OUT_OF_ROOT | import { x } from './link.ts'; console.log(x);",
        "LINK_OUT_OF_ROOT | import { x } from './link/outside.ts'; console.log(x);",
        "REMOTE | import 'https://example.com/x.ts';",
        "REMOTE | import 'http://127.0.0.1:9/x.ts';",
        "OTHER_JSR | import 'jsr:@evil/x';",
        "NPM | import 'npm:left-pad';",
        "NODE | import { exec } from 'node:child_process'; exec('id');",
        "INLINE | import 'data:text/javascript,console.log(1)';",
        "UNKNOWN_NAME | import 'lodash';",
      })
  void staticImport_isRefusedBeforeTheRun(String rule, String code) {
    assertThat(scripts.refused(code))
        .isInstanceOfSatisfying(
            ScriptFailure.Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(rule);
              assertThat(refused.location()).isEqualTo("script.ts:1");
              assertThat(refused.hint()).isNotEmpty();
            });
  }

  @Test
  void importOfAnImport_isRefusedWithItsOwnPlace() {
    scripts.file("lib/deep.ts", "\n\nimport '../../outside.ts';");

    assertThat(scripts.refused("import './lib/deep.ts';"))
        .isInstanceOfSatisfying(
            ScriptFailure.Refused.class,
            refused -> assertThat(refused.location()).isEqualTo("lib/deep.ts:3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log(Deno.readTextFileSync('/etc/hostname'))",
        "console.log(Deno.readTextFileSync('../secret.txt'))",
        "console.log(Deno.readTextFileSync('link.ts'))",
        "console.log(Deno.readTextFileSync('link/secret.txt'))",
        "console.log([...Deno.readDirSync('link')].length)",
        "console.log([...Deno.readDirSync('/')])",
        "const up = '..'; const m = await import(up + '/outside.ts'); console.log(m.x)",
        "const u = new URL('file:///etc/hostname'); console.log(await import(u.href))",
        "Deno.writeTextFileSync('x.txt', 'x')",
        "Deno.mkdirSync('x')",
        "Deno.makeTempFileSync()",
        "Deno.symlinkSync('/etc', 'etc')",
        "Deno.removeSync('script.ts')",
        "console.log(Deno.env.get('HOME'))",
        "console.log(Deno.env.toObject())",
        "new Deno.Command('id').outputSync()",
        "Deno.dlopen('/lib/x86_64-linux-gnu/libc.so.6', {})",
        "console.log(Deno.hostname())",
        "console.log(Deno.systemMemoryInfo())",
        "await Deno.connect({ hostname: '127.0.0.1', port: 22 })",
        "await Deno.connect({ transport: 'unix', path: '/run/docker.sock' })",
        "Deno.listen({ port: 0 })",
        "await fetch('http://169.254.169.254/')",
        "await fetch('http://localhost:1/')",
        "await fetch('http://[::1]:1/')",
        "await Deno.resolveDns('secret.example.com', 'A')",
        "new WebSocket('ws://127.0.0.1:1'); await new Promise((r) => setTimeout(r, 200)); throw 1",
        "const n = 'node:fs'; console.log((await import(n)).readFileSync('/etc/hostname', 'utf8'))",
        "const n = 'node:child_process'; (await import(n)).execSync('id')",
        "process.dlopen({ exports: {} }, '/lib/x.so')",
        "localStorage.setItem('a', 'b')",
        "await caches.open('x')",
        "await Deno.openKv()",
        "Deno.kill(1)",
      })
  void whatTheRunTries_isDenied(String code) {
    var end = scripts.ran(code);

    assertThat(end.exitCode()).as(end.stderr()).isNotZero();
    assertThat(end.stdout()).isEmpty();
    assertThat(end.stderr()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Deno.readTextFileSync('/etc/hostname')",
        "await fetch('http://127.0.0.1:65001/')",
        "Deno.readTextFileSync('link/secret.txt')",
        "await import('/etc/' + 'hostname')",
        "await import('../' + 'outside.ts')",
        "await import('https://example.com/' + 'x.ts')",
        "await import('jsr:@evil/' + 'x')",
        "await import('npm:left-' + 'pad')",
        "new Worker('data:text/javascript,Deno.readTextFileSync(\"/etc/hostname\")', {type:"
            + " 'module'})",
        "Deno.env.get('HOME')",
        "Deno.writeTextFileSync('x', 'x')",
      })
  void denialThatIsNotCaught_isOneTwentySix(String code) {
    var end = scripts.ran(code);

    assertThat(end.cause()).isEqualTo(Cause.DENIED);
    assertThat(end.exitCode()).isEqualTo(126);
    assertThat(end.message()).startsWith("the sandbox denied: ");
  }

  @Test
  void permissionIsNeverAskedFor() {
    var end = scripts.ran("console.log((await Deno.permissions.request({ name: 'env' })).state)");

    assertThat(end.stdout()).isEqualTo("denied\n");
  }

  @Test
  void configurationBesideTheScript_isIgnored() {
    scripts
        .file(
            "deno.json",
            "{\"imports\": {\"@coral/sdk\": \"./fake.ts\"}, \"nodeModulesDir\": \"manual\"}")
        .file("package.json", "{\"dependencies\": {\"@coral/sdk\": \"file:./fake\"}}")
        .file("deno.lock", "{\"version\": \"9\"}")
        .file("fake.ts", "export const services = 'fake';");

    var end =
        scripts.ran("import * as coral from '@coral/sdk'; console.log(typeof coral.services);");

    assertThat(end.stdout()).isEqualTo("object\n");
  }

  @Test
  void anotherPortOfThisMachine_hearsNothing() throws IOException {
    try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var end =
          scripts.ran(
              """
              const port = %d;
              for (const host of ["127.0.0.1", "localhost", "0.0.0.0", "[::1]"]) {
                try { await fetch(`http://${host}:${port}/%s`); } catch { /* as it should */ }
              }
              try { await Deno.connect({ port }); } catch { /* as it should */ }
              """
                  .formatted(listener.getLocalPort(), SECRET));

      assertThat(end.exitCode()).isZero();
      listener.setSoTimeout(1);
      assertThat(org.assertj.core.api.Assertions.catchThrowable(listener::accept))
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void colonyThatSendsElsewhere_isNotFollowed() throws IOException {
    try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer colony = HttpServer.create(loopback, 0);
      colony.createContext(
          "/",
          exchange -> {
            String elsewhere = "http://127.0.0.1:" + listener.getLocalPort() + "/" + SECRET;
            exchange.getResponseHeaders().add("Location", elsewhere);
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
          });
      colony.start();
      try {
        var end =
            scripts
                .colony(colony.getAddress())
                .ran(
                    "await fetch('http://127.0.0.1:%d/')".formatted(colony.getAddress().getPort()));

        assertThat(end.cause()).as(end.stderr()).isEqualTo(Cause.DENIED);
        assertThat(end.denials()).containsExactly("net 127.0.0.1:" + listener.getLocalPort());
        listener.setSoTimeout(1);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(listener::accept))
            .isInstanceOf(java.net.SocketTimeoutException.class);
      } finally {
        colony.stop(0);
      }
    }
  }

  @Test
  void linkThatIsSwappedWhileTheScriptRuns_givesNothingAway() throws Exception {
    scripts.file("swapped.txt", "inside").file("swapped.ts", "export const x = 'inside';");
    var run =
        CompletableFuture.supplyAsync(
            () ->
                scripts
                    .timeout(Duration.ofSeconds(30))
                    .ran(
                        """
                        console.log(Deno.readTextFileSync("swapped.txt"));
                        const isThere = (name: string) => {
                          try { return Deno.statSync(name).isFile; } catch { return false; }
                        };
                        while (!isThere("go")) await new Promise((r) => setTimeout(r, 5));
                        for (const read of [
                          () => Deno.readTextFileSync("swapped.txt"),
                          () => import("./swapped" + ".ts"),
                        ]) {
                          try { console.log("LEAK", await read()); } catch { /* as it should */ }
                        }
                        """));

    for (String name : List.of("txt", "ts")) {
      Path link = folder.resolve("new." + name);
      Files.createSymbolicLink(
          link, folder.resolve(name.equals("ts") ? "outside.ts" : "secret.txt"));
      Files.move(
          link, scripts.root().resolve("swapped." + name), StandardCopyOption.REPLACE_EXISTING);
    }
    scripts.file("go", "");

    assertThat(run.get(60, TimeUnit.SECONDS).stdout()).isIn("inside\n", "");
  }

  @Test
  void layers_areAllToldOf() {
    assertThat(scripts.layers()).extracting(SandboxLayer::name).contains("kernel: files");
    assertThat(scripts.layers()).allSatisfy(layer -> assertThat(layer.meaning()).isNotEmpty());
  }

  @Test
  void innerFilesOfTheSdk_areOutOfReach() throws IOException {
    try (var files = Files.list(TestInstallation.find().sdk().toRealPath())) {
      for (Path inner : files.filter(each -> each.toString().endsWith(".js")).toList()) {
        if (inner.endsWith("preload.js")) {
          continue; // Deno itself asks for it through the import map; it exports nothing
        }
        assertThat(scripts.refused("import * as inner from '%s';".formatted(inner.toUri())))
            .isInstanceOfSatisfying(
                ScriptFailure.Refused.class,
                refused -> assertThat(refused.rule()).isEqualTo("OUTSIDE_ROOT"));
        String computed = "const u = '" + inner.toUri() + "'; console.log(await import(u));";
        assertThat(scripts.ran(computed).stdout()).as("%s", inner).isEmpty();
      }
    }
  }

  @Test
  void theRunToken_isInNoArgumentEnvironmentOrFile() {
    var end =
        scripts.ran(
            """
            import * as coral from "@coral/sdk";
            const seen = JSON.stringify([Deno.args, Object.keys(globalThis), coral]);
            console.log(seen.includes("%s"));
            """
                .formatted(Token.ofRandom(new byte[32]).text()));

    assertThat(end.stdout()).isEqualTo("false\n");
  }
}
