import type { Place, RefusedImport } from "./report.ts";

/** Where to ask, and what the run was started with. */
export interface RunConfig {
  /** `HOST:PORT` of the colony's query service. */
  address: string;
  /** Sent as a bearer token, if there is one. */
  token: string | null;
  /** The run's `--param` values, by name. */
  params: Record<string, string>;
  /** Where the script is; absent without the coral command. */
  place?: Place;
  /** How to tell of imports that the engine refuses while the script runs. */
  refusedImports?: RefusedImport[];
}

// A script that is run without the coral command asks the colony on this machine.
let current: RunConfig = { address: "localhost:9090", token: null, params: {} };

/** Sets the run's configuration; called once, before the script's own modules. */
export function configure(config: RunConfig): void {
  current = config;
}

export function runConfig(): RunConfig {
  return current;
}

/** What bytes are read from, as far as they are there. */
export interface Source {
  /** How many bytes were read; null at the end. */
  readSync(into: Uint8Array): number | null;
}

const MAX_LINE_BYTES = 1 << 20;
const MAX_DIGITS = 7;

/**
 * Takes the line that starts a run, and no byte more. It says first how long the rest of it is, and a space:
 * to look for its end byte by byte would take longer than to run most scripts.
 *
 * @returns Without the length; shorter than it says where the source ends.
 * @throws {RangeError} If it has no length, or is too long.
 */
export function firstLine(source: Source): string {
  let length = "";
  let next = read(source, 1);
  while (next >= "0" && next <= "9" && length.length < MAX_DIGITS) {
    length += next;
    next = read(source, 1);
  }
  if (next !== " " || length === "" || Number(length) > MAX_LINE_BYTES) {
    throw new RangeError("Cannot start: the run's configuration has no length, or is too long");
  }
  return read(source, Number(length));
}

/** So many bytes, or as many as there are. */
function read(source: Source, length: number): string {
  const bytes = new Uint8Array(length);
  let size = 0;
  while (size < length) {
    const more = source.readSync(bytes.subarray(size));
    if (more === null) {
      break;
    }
    size += more;
  }
  return new TextDecoder().decode(bytes.subarray(0, size));
}

/**
 * Reads a configuration from the line that starts a run.
 *
 * @throws {TypeError} If the line is not one of ours.
 */
export function parseConfig(line: string): RunConfig {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== "object" || parsed === null) {
    throw new TypeError("Cannot start: the run's configuration is not an object");
  }
  const { v, address, token, params, root, inline, refusedImports } = parsed as Record<
    string,
    unknown
  >;
  if (v !== 1 || typeof address !== "string" || typeof params !== "object" || params === null) {
    throw new TypeError("Cannot start: the run's configuration is of another version");
  }
  const values = Object.entries(params).map(([name, value]) => [name, String(value)]);
  return {
    address,
    token: typeof token === "string" ? token : null,
    params: Object.fromEntries(values),
    ...(typeof root === "string" ? { place: { root, inline: inlineOf(inline) } } : {}),
    ...(Array.isArray(refusedImports)
      ? { refusedImports: refusedImports.map(refusedImportOf) }
      : {}),
  };
}

function inlineOf(inline: unknown): Place["inline"] {
  const { url, name } = (inline ?? {}) as Record<string, unknown>;
  return typeof url === "string" && typeof name === "string" ? { url, name } : null;
}

function refusedImportOf({ said, instead, hint }: Record<string, unknown>): RefusedImport {
  return { said: new RegExp(String(said)), instead: String(instead), hint: String(hint) };
}
