/**
 * The run's parameters: what `coral run --param name=value` was given.
 *
 * @module
 */
import { runConfig } from "./internal/config.ts";

/** What a parameter is when it was not given. */
export interface ParamOptions<T> {
  /** Used when the parameter was not given; without it, the parameter is required. */
  default?: T;
}

/**
 * A parameter as it was given.
 *
 * @param name Its name.
 * @returns Its text, or `undefined` if it was not given.
 */
export function get(name: string): string | undefined {
  const { params } = runConfig();
  return Object.hasOwn(params, name) ? params[name] : undefined;
}

/**
 * A parameter as text.
 *
 * @param name Its name.
 * @param options Its default.
 * @returns Its text.
 * @throws {RangeError} If it was not given and has no default.
 */
export function string(name: string, options: ParamOptions<string> = {}): string {
  return parsed(name, "text", options, (text) => text);
}

/**
 * A parameter as a number.
 *
 * @example `coral run check.ts --param threshold=500`
 * ```ts ignore
 * const thresholdMs = coral.params.number("threshold", { default: 500 });
 * ```
 * @param name Its name.
 * @param options Its default.
 * @returns A finite number.
 * @throws {RangeError} If it is missing or no number.
 */
export function number(name: string, options: ParamOptions<number> = {}): number {
  return parsed(name, "a number", options, (text) => {
    const value = Number(text);
    return text.trim() === "" || !Number.isFinite(value) ? undefined : value;
  });
}

/**
 * A parameter as a truth value: `true`, `yes`, `1`, `on`, or `false`, `no`, `0`, `off`.
 *
 * @param name Its name.
 * @param options Its default.
 * @returns The value.
 * @throws {RangeError} If it is missing or none of these.
 */
export function boolean(name: string, options: ParamOptions<boolean> = {}): boolean {
  return parsed(name, "true or false", options, (text) => {
    const word = text.toLowerCase();
    if (["true", "yes", "1", "on"].includes(word)) {
      return true;
    }
    return ["false", "no", "0", "off"].includes(word) ? false : undefined;
  });
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * A parameter as a duration: `500ms`, `90s`, `5m`, `1h30m`, `2d`.
 *
 * @param name Its name.
 * @param options Its default, in milliseconds.
 * @returns Milliseconds.
 * @throws {RangeError} If it is missing or no duration.
 */
export function duration(name: string, options: ParamOptions<number> = {}): number {
  return parsed(name, "a duration such as 500ms, 5m or 1h30m", options, (text) => {
    if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) {
      return undefined;
    }
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
      total += Number(amount) * (UNIT_MS[unit ?? ""] ?? NaN);
    }
    return total;
  });
}

/**
 * A parameter as a list, split at commas.
 *
 * @param name Its name.
 * @param options Its default.
 * @returns Its items, without blanks around them and without empty ones.
 * @throws {RangeError} If it was not given and has no default.
 */
export function list(name: string, options: ParamOptions<string[]> = {}): string[] {
  return parsed(
    name,
    "a list",
    options,
    (text) => text.split(",").map((item) => item.trim()).filter((item) => item !== ""),
  );
}

function parsed<T>(
  name: string,
  wanted: string,
  options: ParamOptions<T>,
  parse: (text: string) => T | undefined,
): T {
  const text = get(name);
  if (text === undefined) {
    if (options.default === undefined) {
      throw new RangeError(`Missing parameter '${name}': ${way(name, wanted)}`);
    }
    return options.default;
  }
  const value = parse(text);
  if (value === undefined) {
    const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    throw new RangeError(
      `Parameter '${name}' is not ${wanted}, but "${shown}": ${way(name, wanted)}`,
    );
  }
  return value;
}

function way(name: string, wanted: string): string {
  return `give it as --param ${name}=VALUE (${wanted})`;
}
