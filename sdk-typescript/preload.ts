// Runs before the script: takes the run's configuration from the first line of stdin, byte by byte,
// so that everything after it is still there for the script to read. And sees to it that what the
// script does not catch is told in terms of the script.
import { configure, parseConfig } from "./internal/config.ts";
import { reportUncaught } from "./internal/uncaught.ts";

const MAX_LINE_BYTES = 1 << 20;

function firstLine(): string {
  const bytes: number[] = [];
  const one = new Uint8Array(1);
  while (bytes.length < MAX_LINE_BYTES) {
    const read = Deno.stdin.readSync(one);
    const byte = one[0];
    if (read === null || byte === undefined || byte === 0x0a) {
      return new TextDecoder().decode(Uint8Array.from(bytes));
    }
    bytes.push(byte);
  }
  throw new RangeError("Cannot start: the run's configuration is too long");
}

function writeError(text: string): void {
  let left = new TextEncoder().encode(text);
  while (left.length > 0) {
    left = left.subarray(stderr.writeSync(left));
  }
}

const { exit, inspect, readTextFileSync, stderr } = Deno;
const config = parseConfig(firstLine());
configure(config);
if (config.place !== undefined) {
  const around = {
    place: config.place,
    refusedImports: config.refusedImports ?? [],
    sdk: new URL(".", import.meta.url).href,
    read: readTextFileSync,
    inspect: (value: unknown) => inspect(value, { depth: 2, strAbbreviateSize: 500 }),
  };
  reportUncaught(around, writeError, exit);
  if (config.place.inline !== null) {
    Object.assign(globalThis, { coral: await import("./mod.ts") });
  }
}
