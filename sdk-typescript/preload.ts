// Runs before the script: takes the run's configuration from the first line of stdin, byte by byte,
// so that everything after it is still there for the script to read.
import { configure, parseConfig } from "./internal/config.ts";

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

configure(parseConfig(firstLine()));
