import * as params from "./params.ts";
import { configure, parseConfig } from "./internal/config.ts";
import { assertEquals, assertThrows } from "./testing/assert.ts";

function given(values: Record<string, string>): void {
  configure({ address: "127.0.0.1:1", token: null, params: values });
}

Deno.test("parameters are read as what they are meant to be", () => {
  given({ n: "2.5", yes: "on", no: "FALSE", window: "1h30m", short: "500ms", names: "a, b,,c" });

  assertEquals(params.get("n"), "2.5");
  assertEquals(params.number("n"), 2.5);
  assertEquals(params.boolean("yes"), true);
  assertEquals(params.boolean("no"), false);
  assertEquals(params.duration("window"), 5_400_000);
  assertEquals(params.duration("short"), 500);
  assertEquals(params.list("names"), ["a", "b", "c"]);
});

Deno.test("a parameter that was not given is its default, or an error that names it", () => {
  given({});

  assertEquals(params.get("toString"), undefined);
  assertEquals(params.number("threshold", { default: 500 }), 500);
  assertEquals(params.string("name", { default: "" }), "");
  assertThrows(() => params.number("threshold"), "--param threshold=VALUE");
});

Deno.test("a malformed parameter is an error that names it", () => {
  given({ n: "five", empty: "", flag: "maybe", window: "5 parsecs" });

  assertThrows(
    () => params.number("n"),
    "'n' is not a number, but \"five\": give it as --param n=VALUE",
  );
  assertThrows(() => params.number("empty"), "'empty'");
  assertThrows(() => params.boolean("flag"), "'flag'");
  assertThrows(() => params.duration("window"), "'window'");
});

Deno.test("a run's configuration is read strictly", () => {
  assertEquals(parseConfig('{"v":1,"address":"127.0.0.1:9","token":"t","params":{"a":"1"}}'), {
    address: "127.0.0.1:9",
    token: "t",
    params: { a: "1" },
  });
  assertEquals(
    parseConfig('{"v":1,"address":"a:1","params":{},"root":"file:///r/"}').place,
    { root: "file:///r/", inline: null },
  );
  assertThrows(() => parseConfig('{"v":2,"address":"x","params":{}}'), "another version");
  assertThrows(() => parseConfig("null"), "not an object");
});
