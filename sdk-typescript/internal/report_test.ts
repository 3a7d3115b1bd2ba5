import { CoralError } from "../error.ts";
import { assertEquals } from "../testing/assert.ts";
import { type Around, report } from "./report.ts";

const SOURCE = "const a = 1;\r\n\tthrow a;\r\n";

const around: Around = {
  place: { root: "file:///r/", inline: { url: "file:///t/script.ts", name: "<stdin>" } },
  refusedImports: [{
    said: /Requires read access to "\/nowhere(\/[^"]*)"/,
    instead: 'Cannot import "$1": not from there',
    hint: "from here",
  }],
  sdk: "file:///r/sdk/",
  read: (url) => {
    if (url.pathname.endsWith("gone.ts")) {
      throw new TypeError("gone");
    }
    return SOURCE;
  },
  inspect: Deno.inspect,
};

function thrownAt(...frames: string[]): Error {
  const error = new Error("m");
  error.stack = ["Error: m", ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

Deno.test("a report shows the first frame of the script's own with its source", () => {
  const error = thrownAt(
    "read (ext:deno_fs/30_fs.js:1:2)",
    "unary (file:///r/sdk/chunk.js:10:2)",
    "async check (file:///r/a%20b.ts:2:2)",
    "async file:///r/main.ts:7:1",
    "file:///elsewhere/x.ts:1:1",
  );

  assertEquals(
    report(error, around),
    [
      "error: Uncaught Error: m",
      "  --> a b.ts:2:2",
      "   |",
      " 2 |  throw a;",
      "   |  ^",
      "  at main.ts:7:1",
      "",
    ].join("\n"),
  );
});

Deno.test("a source that cannot be read, and a line that is not there, leave the place", () => {
  for (const place of ["gone.ts:1:1", "a.ts:99:1"]) {
    assertEquals(
      report(thrownAt(`file:///r/${place}`), around),
      `error: Uncaught Error: m\n  --> ${place}\n`,
    );
  }
});

Deno.test("an inline script is called by its name", () => {
  assertEquals(
    report(thrownAt("f (file:///t/script.ts:1:7)"), around).split("\n")[1],
    "  --> <stdin>:1:7",
  );
});

Deno.test("what the colony said is shown once", () => {
  const error = new CoralError("unknown service paymets", {
    code: "NOT_FOUND",
    reason: "UNKNOWN_SERVICE",
    hint: "did you mean payments?",
  });

  assertEquals(
    report(error, { ...around, place: { root: "file:///nowhere/", inline: null } }),
    "error: Uncaught CoralError: unknown service paymets\n" +
      "  code NOT_FOUND, reason UNKNOWN_SERVICE\nhint: did you mean payments?\n",
  );
});

Deno.test("what is no error is shown with the place that is known otherwise", () => {
  assertEquals(
    report(null, around, { url: "file:///r/a.ts", line: 1, column: 7 }),
    "error: Uncaught null\n  --> a.ts:1:7\n   |\n 1 | const a = 1;\n   |       ^\n",
  );
});

Deno.test("a refused import is told by the rule that refused it", () => {
  const error = new TypeError(
    'Requires read access to "/nowhere/x.ts", run again with the --allow-read flag',
  );
  error.stack = "";

  assertEquals(
    report(error, around),
    'error: Uncaught TypeError: Cannot import "/x.ts": not from there\nhint: from here\n',
  );
});
