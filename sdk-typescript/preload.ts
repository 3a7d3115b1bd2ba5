// Runs before the script: takes the run's configuration from the first line of stdin, and no more than
// that, so that everything after it is still there for the script to read. And sees to it that what
// the script does not catch is told in terms of the script.
import { configure, firstLine, parseConfig } from "./internal/config.ts";
import { reportUncaught } from "./internal/uncaught.ts";
// Loaded while the configuration is awaited, also for scripts that import it themselves.
import * as coral from "./mod.ts";

function writeError(text: string): void {
  let left = new TextEncoder().encode(text);
  while (left.length > 0) {
    left = left.subarray(stderr.writeSync(left));
  }
}

const { exit, inspect, readTextFileSync, stderr } = Deno;
const config = parseConfig(firstLine(Deno.stdin));
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
