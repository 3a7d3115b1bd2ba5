import { assertEquals, assertThrows } from "../testing/assert.ts";
import { firstLine } from "./config.ts";

/** Gives a text a few bytes at a time, as pipes do. */
function source(text: string, atOnce = 3) {
  let left = new TextEncoder().encode(text);
  return {
    readSync(into: Uint8Array): number | null {
      const size = Math.min(into.length, left.length, atOnce);
      into.set(left.subarray(0, size));
      left = left.subarray(size);
      return size === 0 ? null : size;
    },
    rest: () => new TextDecoder().decode(left),
  };
}

Deno.test("the first line is taken, and nothing after it", () => {
  const stdin = source('8 {"a":1}\nfor the script');
  assertEquals(firstLine(stdin), '{"a":1}\n');
  assertEquals(stdin.rest(), "for the script");
});

Deno.test("a length counts bytes, not characters", () => {
  const stdin = source("6 ü→\nfor the script", 1);
  assertEquals(firstLine(stdin), "ü→\n");
  assertEquals(stdin.rest(), "for the script");
});

Deno.test("a line that ends early is as much as there is", () => {
  assertEquals(firstLine(source('90 {"a"')), '{"a"');
});

for (
  const [what, text] of Object.entries({
    "nothing": "",
    "a length without a line": "12",
    "a line without a length": '{"v":1}\n',
    "no length": " {}",
    "a length below zero": "-1 {}",
    "a length beyond a mebibyte": "1048577 {}",
    "a length without an end": "9".repeat(5_000),
  })
) {
  Deno.test(`${what} is no first line`, () => {
    assertThrows(() => firstLine(source(text)), "no length");
  });
}
