/**
 * Slow and failed traces.
 *
 * @module
 */
import {
  FindErrorTracesRequest,
  FindErrorTracesResponse,
  FindSlowTracesRequest,
  FindSlowTracesResponse,
  type Trace as WireTrace,
} from "./gen/coral/colony/v1/query_pb.ts";
import { count } from "./internal/numbers.ts";
import { appliedRange, askedRange, dateOf, notesOf, optionsOf } from "./internal/range.ts";
import { unary } from "./internal/transport.ts";
import type { Note, QueryOptions, TimeRange } from "./types.ts";

/** A trace in a list. */
export interface Trace {
  /** 32 hex digits. */
  traceId: string;
  /** Longest entry span of the service asked for; without one, the trace's extent. Nanoseconds. */
  durationNs: number;
  /** First start of the service's spans in the trace. */
  timestamp: Date | null;
  /** The service asked for, or the root's. */
  service: string;
  /** The service of the span without parent, else of the earliest. */
  rootService: string;
  /** That span's name. */
  rootOperation: string;
  /** Spans of the service in this trace. */
  spanCount: number;
  /** Those that failed. */
  errorCount: number;
}

/** Traces in the order asked for; an array that also knows how many there are in all. */
export interface TraceList extends Array<Trace> {
  /** How many traces fit, whatever the limit. */
  readonly totalCount: number;
  /** The range that was searched. */
  readonly range: TimeRange | null;
  /** What to know about the answer. */
  readonly notes: Note[];
}

/** Window, bounds and number of traces. */
export interface TraceOptions extends QueryOptions {
  /**
   * Most traces to return, 1 to 1000.
   *
   * @default {10}
   */
  limit?: number;
}

/**
 * Traces that lasted at least a threshold, slowest first, ties by id.
 *
 * @example Slower than 500 ms in the last hour
 * ```ts ignore
 * const slow = await coral.traces.findSlow("payments", 500_000_000, 3600_000);
 * console.log(`${slow.length} of ${slow.totalCount}`);
 * ```
 * @param service Name as recorded; `""` for traces as a whole.
 * @param minDurationNs Threshold in nanoseconds; 0 for all.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns Traces, possibly none.
 * @throws {RangeError} If the threshold is negative or no whole number.
 * @throws {CoralError} If the service is unknown, or the colony refuses or fails.
 */
export async function findSlow(
  service: string,
  minDurationNs: number | bigint = 500_000_000,
  range?: number | TraceOptions,
): Promise<TraceList> {
  const options: TraceOptions = optionsOf(range);
  const reply = await unary(
    "FindSlowTraces",
    FindSlowTracesRequest,
    {
      service,
      minDurationNs: threshold(minDurationNs),
      limit: limitOf(options),
      ...askedRange(options),
    },
    FindSlowTracesResponse,
    options,
  );
  return listOf(reply);
}

/**
 * Traces in which a span failed, newest first, ties by id.
 *
 * @example
 * ```ts ignore
 * const failed = await coral.traces.findErrors("payments", 3600_000);
 * ```
 * @param service Name as recorded; `""` for a failed span of any service.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns Traces, possibly none.
 * @throws {CoralError} If the service is unknown, or the colony refuses or fails.
 */
export async function findErrors(
  service: string,
  range?: number | TraceOptions,
): Promise<TraceList> {
  const options: TraceOptions = optionsOf(range);
  const reply = await unary(
    "FindErrorTraces",
    FindErrorTracesRequest,
    { service, limit: limitOf(options), ...askedRange(options) },
    FindErrorTracesResponse,
    options,
  );
  return listOf(reply);
}

function threshold(minDurationNs: number | bigint): bigint {
  if (typeof minDurationNs === "number" && !Number.isInteger(minDurationNs)) {
    throw new RangeError(
      `Cannot find traces: 'minDurationNs' must be a whole number, received ${minDurationNs}`,
    );
  }
  if (minDurationNs < 0) {
    throw new RangeError(
      `Cannot find traces: 'minDurationNs' must not be negative, received ${minDurationNs}`,
    );
  }
  return BigInt(minDurationNs);
}

function limitOf({ limit }: TraceOptions): number {
  if (limit === undefined) {
    return 0; // the colony's default
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new RangeError(`Cannot find traces: 'limit' must be in [1, 1000], received ${limit}`);
  }
  return limit;
}

type Reply = Pick<
  FindSlowTracesResponse,
  "traces" | "totalCount" | "appliedRange" | "notes"
>;

function listOf(reply: Reply): TraceList {
  return Object.defineProperties(reply.traces.map(traceOf), {
    totalCount: { value: count(reply.totalCount) },
    range: { value: appliedRange(reply.appliedRange) },
    notes: { value: notesOf(reply.notes) },
  }) as TraceList;
}

function traceOf(trace: WireTrace): Trace {
  return {
    traceId: trace.traceId,
    durationNs: Number(trace.durationNs), // exact up to 104 days
    timestamp: trace.timestamp ? dateOf(trace.timestamp) : null,
    service: trace.service,
    rootService: trace.rootService,
    rootOperation: trace.rootOperation,
    spanCount: count(trace.spanCount),
    errorCount: count(trace.errorCount),
  };
}
