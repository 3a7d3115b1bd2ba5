import type { Note as WireNote, TimeRange as WireRange } from "../gen/coral/colony/v1/query_pb.ts";
import type { Timestamp } from "../gen/google/protobuf/timestamp_pb.ts";
import type { Note, QueryOptions, RangeArgument, TimeRange } from "../types.ts";

/** The window and filters of a question, as the wire wants them. */
export interface AskedRange {
  timeRangeMs: bigint;
  range?: WireRange;
  namespace: string;
  region: string;
}

/** Options from the argument that may be a number of milliseconds. */
export function optionsOf(argument: RangeArgument | undefined): QueryOptions {
  return typeof argument === "number" ? { rangeMs: argument } : argument ?? {};
}

/**
 * @throws {RangeError} If the look-back is not positive or the range does not run forward.
 * @throws {TypeError} If only one end of a range is given, or a look-back beside it.
 */
export function askedRange(options: QueryOptions): AskedRange {
  const { namespace = "", region = "" } = options;
  return { ...window(options), namespace, region };
}

/** The window alone, for questions that know no namespace. */
export function window(options: QueryOptions): Pick<AskedRange, "timeRangeMs" | "range"> {
  const { rangeMs, from, to } = options;
  if (from === undefined && to === undefined) {
    return { timeRangeMs: rangeMs === undefined ? 0n : lookBack(rangeMs) };
  }
  if (from === undefined || to === undefined) {
    throw new TypeError("Cannot query: 'from' and 'to' go together");
  }
  if (rangeMs !== undefined) {
    throw new TypeError("Cannot query: give 'rangeMs', or 'from' and 'to'");
  }
  const [start, end] = [date("from", from), date("to", to)];
  if (!(start < end)) {
    throw new RangeError(
      `Cannot query: 'to' must be after 'from', received ${start.toISOString()} and ${end.toISOString()}`,
    );
  }
  return {
    timeRangeMs: 0n,
    range: { from: timestampOf(start), to: timestampOf(end) },
  };
}

function lookBack(rangeMs: number): bigint {
  if (!(rangeMs > 0) || !Number.isFinite(rangeMs)) {
    throw new RangeError(
      `Cannot query: 'rangeMs' must be a positive number of milliseconds, received ${rangeMs}`,
    );
  }
  return BigInt(Math.ceil(rangeMs));
}

function date(name: string, value: Date | string): Date {
  const parsed = new Date(value);
  if (Number.isNaN(parsed.getTime())) {
    throw new RangeError(`Cannot query: '${name}' must be a date, received ${String(value)}`);
  }
  return parsed;
}

/** The range that an answer is about. */
export function appliedRange(range: WireRange | undefined): TimeRange | null {
  return range?.from && range.to ? { from: dateOf(range.from), to: dateOf(range.to) } : null;
}

/** A date as the wire wants it: whole seconds, and what is over, also before 1970. */
export function timestampOf(date: Date): Timestamp {
  const seconds = Math.floor(date.getTime() / 1000);
  return { seconds: BigInt(seconds), nanos: (date.getTime() - seconds * 1000) * 1e6 };
}

/** A date to the millisecond, which is what JavaScript's dates hold. */
export function dateOf(timestamp: Timestamp): Date {
  return new Date(Number(timestamp.seconds) * 1000 + Math.floor(timestamp.nanos / 1e6));
}

export function notesOf(notes: readonly WireNote[]): Note[] {
  return notes.map(({ code, message }) => ({ code, message }));
}
