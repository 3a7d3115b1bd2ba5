/**
 * Percentiles and error rates.
 *
 * Values are plain numbers, durations in nanoseconds, and `NaN` where the window holds no data, so
 * that comparisons with a threshold are false. The `…Detailed` forms tell unit, samples and range.
 * What is asked about all services at once, or step by step, has no entry where there is no data.
 *
 * @module
 */
import {
  GetErrorRateRequest,
  GetErrorRateResponse,
  GetPercentileRequest,
  GetPercentileResponse,
} from "./gen/coral/colony/v1/query_pb.ts";
import { checkQuantile, orNoData } from "./internal/answers.ts";
import { count } from "./internal/numbers.ts";
import { appliedRange, askedRange, notesOf, optionsOf } from "./internal/range.ts";
import { unary } from "./internal/transport.ts";
import { REQUEST_DURATION } from "./many.ts";
import type { Note, RangeArgument, TimeRange } from "./types.ts";

export * from "./many.ts";

/** A percentile, and where it comes from. */
export interface Percentile {
  /** In {@linkcode Percentile.unit}; `NaN` if the window holds no data. */
  value: number;
  /** `"nanoseconds"`, `"bytes"`, or a UCUM code; `""` if the window holds no data. */
  unit: string;
  /** Values behind it. */
  samples: number;
  /** `"spans"`, or the metric that was read. */
  source: string;
  /** Bound of the distance from the exact value, as a share of it: 0.01 is one percent. */
  relativeError: number;
  /** The range that was searched; `null` if it holds no data. */
  range: TimeRange | null;
  /** What to know about the answer. */
  notes: Note[];
}

/** An error rate, and the counts behind it. */
export interface ErrorRate {
  /** From 0 to 1; `NaN` without requests. */
  rate: number;
  /** Requests that failed. */
  errorCount: number;
  /** All requests. */
  totalCount: number;
  /** The range that was searched; `null` if it holds no request. */
  range: TimeRange | null;
  /** What to know about the answer. */
  notes: Note[];
}

/**
 * One quantile of one metric, from one histogram merged over the whole window.
 *
 * @example
 * ```ts ignore
 * const p99 = await coral.metrics.getPercentile("payments", "http.server.duration", 0.99);
 * console.log(`${(p99 / 1_000_000).toFixed(1)}ms`);
 * ```
 * @param service Name as recorded.
 * @param metric `"http.server.duration"`, or any metric received.
 * @param quantile Fraction in [0, 1]; p99 is `0.99`.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns The value, durations in nanoseconds; `NaN` when the window holds no sample.
 * @throws {RangeError} If `quantile` is outside [0, 1].
 * @throws {CoralError} If the name is unknown, or the colony refuses or fails.
 */
export async function getPercentile(
  service: string,
  metric: string,
  quantile: number,
  range?: RangeArgument,
): Promise<number> {
  return (await getPercentileDetailed(service, metric, quantile, range)).value;
}

/**
 * {@linkcode getPercentile} with unit, samples, source, error bound and range.
 *
 * @param service Name as recorded.
 * @param metric `"http.server.duration"`, or any metric received.
 * @param quantile Fraction in [0, 1]; p99 is `0.99`.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns The value and its circumstances.
 * @throws {RangeError} If `quantile` is outside [0, 1].
 * @throws {CoralError} If the name is unknown, or the colony refuses or fails.
 */
export async function getPercentileDetailed(
  service: string,
  metric: string,
  quantile: number,
  range?: RangeArgument,
): Promise<Percentile> {
  checkQuantile("quantile", quantile);
  const options = optionsOf(range);
  const request: GetPercentileRequest = {
    service,
    metric,
    percentile: quantile,
    ...askedRange(options),
  };
  const none = { value: NaN, unit: "", samples: 0, source: "", relativeError: NaN };
  return await orNoData({ ...none, range: null, notes: [] }, async () => {
    const reply = await unary(
      "GetPercentile",
      GetPercentileRequest,
      request,
      GetPercentileResponse,
      options,
    );
    return {
      value: reply.value,
      unit: reply.unit,
      samples: count(reply.sampleCount),
      source: reply.source,
      relativeError: reply.relativeError,
      range: appliedRange(reply.appliedRange),
      notes: notesOf(reply.notes),
    };
  });
}

/**
 * The median; {@linkcode getPercentile} at 0.5.
 *
 * @param service Name as recorded.
 * @param metric The request duration by default.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns The value, durations in nanoseconds; `NaN` when the window holds no sample.
 * @throws {CoralError} If the name is unknown, or the colony refuses or fails.
 */
export async function getP50(
  service: string,
  metric: string = REQUEST_DURATION,
  range?: RangeArgument,
): Promise<number> {
  return await getPercentile(service, metric, 0.5, range);
}

/**
 * The 95th percentile; {@linkcode getPercentile} at 0.95.
 *
 * @param service Name as recorded.
 * @param metric The request duration by default.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns The value, durations in nanoseconds; `NaN` when the window holds no sample.
 * @throws {CoralError} If the name is unknown, or the colony refuses or fails.
 */
export async function getP95(
  service: string,
  metric: string = REQUEST_DURATION,
  range?: RangeArgument,
): Promise<number> {
  return await getPercentile(service, metric, 0.95, range);
}

/**
 * The 99th percentile; {@linkcode getPercentile} at 0.99.
 *
 * @param service Name as recorded.
 * @param metric The request duration by default.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns The value, durations in nanoseconds; `NaN` when the window holds no sample.
 * @throws {CoralError} If the name is unknown, or the colony refuses or fails.
 */
export async function getP99(
  service: string,
  metric: string = REQUEST_DURATION,
  range?: RangeArgument,
): Promise<number> {
  return await getPercentile(service, metric, 0.99, range);
}

/**
 * The share of a service's requests that failed.
 *
 * @example
 * ```ts ignore
 * const rate = await coral.metrics.getErrorRate("payments", 300_000); // 5 minutes
 * console.log(`${(rate * 100).toFixed(2)}%`);
 * ```
 * @param service Name as recorded.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns From 0 to 1; `NaN` when the window holds no request.
 * @throws {CoralError} If the name is unknown, or the colony refuses or fails.
 */
export async function getErrorRate(service: string, range?: RangeArgument): Promise<number> {
  return (await getErrorRateDetailed(service, range)).rate;
}

/**
 * {@linkcode getErrorRate} with counts and range.
 *
 * @param service Name as recorded.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns The rate and the counts behind it.
 * @throws {CoralError} If the name is unknown, or the colony refuses or fails.
 */
export async function getErrorRateDetailed(
  service: string,
  range?: RangeArgument,
): Promise<ErrorRate> {
  const options = optionsOf(range);
  const request: GetErrorRateRequest = { service, ...askedRange(options) };
  const none = { rate: NaN, errorCount: 0, totalCount: 0, range: null, notes: [] };
  return await orNoData(none, async () => {
    const reply = await unary(
      "GetErrorRate",
      GetErrorRateRequest,
      request,
      GetErrorRateResponse,
      options,
    );
    return {
      rate: reply.rate,
      errorCount: count(reply.errorCount),
      totalCount: count(reply.totalCount),
      range: appliedRange(reply.appliedRange),
      notes: notesOf(reply.notes),
    };
  });
}
