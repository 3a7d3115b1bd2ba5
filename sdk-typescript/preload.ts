// Runs before the script: takes the run's configuration from the first line of stdin, and no more than
// that, so that everything after it is still there for the script to read. And sees to it that what
// the script does not catch is told in terms of the script.
import { configure, parseConfig } from "./internal/config.ts";
import { reportUncaught } from "./internal/uncaught.ts";
// Loaded while the configuration is awaited, also for scripts that import it themselves.
import * as coral from "./mod.ts";

const MAX_LINE_BYTES = 1 << 20;
const MAX_DIGITS = 7;

/** The line says first how long the rest of it is: read byte by byte, that would take its time. */
function firstLine(): string {
  let length = "";
  for (let next = read(1); next !== " "; next = read(1)) {
    length += next;
    if (length.length > MAX_DIGITS) {
      break;
    }
  }
  if (!/^[1-9]\d*$/.test(length) || Number(length) > MAX_LINE_BYTES) {
    throw new RangeError("Cannot start: the run's configuration has no length, or is too long");
  }
  return read(Number(length));
}

/** Exactly so many bytes, or as many as there are. */
function read(length: number): string {
  const bytes = new Uint8Array(length);
  let size = 0;
  while (size < length) {
    const more = Deno.stdin.readSync(bytes.subarray(size));
    if (more === null) {
      break;
    }
    size += more;
  }
  return new TextDecoder().decode(bytes.subarray(0, size));
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
    Object.assign(globalThis, { coral });
  }
}
