/**
 * Percentiles and error rates of all services at once, and step by step: one question, one answer.
 *
 * Each number is the one that the question about that service, over that step, has alone. A service
 * or a step without data has no entry, never a zero.
 *
 * @module
 */
import {
  GetErrorRateSeriesRequest,
  GetErrorRateSeriesResponse,
  GetErrorRatesRequest,
  GetErrorRatesResponse,
  GetPercentileSeriesRequest,
  GetPercentileSeriesResponse,
  GetPercentilesRequest,
  GetPercentilesResponse,
  type MergedPercentiles,
  type Note as WireNote,
  type RequestErrors,
  type TimeRange as WireRange,
} from "./gen/coral/colony/v1/query_pb.ts";
import { checkQuantile, orNoData } from "./internal/answers.ts";
import { count } from "./internal/numbers.ts";
import { appliedRange, askedRange, dateOf, notesOf } from "./internal/range.ts";
import { unary } from "./internal/transport.ts";
import type { Note, QueryOptions, TimeRange } from "./types.ts";

/** The duration of a service's requests: the metric that is asked for by default. */
export const REQUEST_DURATION = "http.server.duration";

/** Window, bounds, and which services; all by default. */
export interface ManyOptions extends QueryOptions {
  /** Only this service. */
  service?: string;
}

/** Which percentiles of which metric. */
export interface ManyPercentilesOptions extends ManyOptions {
  /**
   * Any metric that the services send.
   *
   * @default {"http.server.duration"}
   */
  metric?: string;
  /**
   * Fractions in [0, 1], up to 16; p99 is `0.99`.
   *
   * @default {[0.5, 0.95, 0.99]}
   */
  quantiles?: readonly number[];
}

/** How long the steps of a series are. */
export interface StepOptions {
  /**
   * Length of a step in milliseconds: whole minutes. Steps begin at whole multiples of it since
   * 1970 in UTC, such as :00, :05, :10 for five minutes, and the window is widened to whole steps.
   */
  stepMs: number;
}

/** Several percentiles of the same values. */
export interface PercentileValues {
  /** One for each of the quantiles asked for, in that order; in {@linkcode PercentileValues.unit}. */
  values: number[];
  /** `"nanoseconds"`, `"bytes"`, or a UCUM code. */
  unit: string;
  /** Values behind them. */
  samples: number;
  /** `"spans"`, or the metric that was read. */
  source: string;
  /** Bound of the distance from the exact value, as a share of it: 0.01 is one percent. */
  relativeError: number;
}

/** How many requests failed. */
export interface ErrorCounts {
  /** From 0 to 1. */
  rate: number;
  /** Requests that failed. */
  errorCount: number;
  /** All requests. */
  totalCount: number;
}

/** What is known of one service. */
export interface OfService {
  /** Name as recorded. */
  service: string;
}

/** What is known of one step. */
export interface OfStep {
  /** First instant of the step. */
  start: Date;
}

/** The steps of one service. */
export interface Series<P> extends OfService {
  /** In the order of time; a step without data is absent. */
  points: (P & OfStep)[];
}

/** Services by name; an array that also knows what it was made of. Empty if none has data. */
export interface ServiceAnswers<A extends OfService> extends Array<A> {
  /**
   * Services that were asked about and ever sent anything, but have no data in the window; `NaN` if
   * the array is empty.
   */
  readonly withoutData: number;
  /** The range that was searched; `null` if it holds no data. */
  readonly range: TimeRange | null;
  /** What to know about the answer. */
  readonly notes: Note[];
}

/**
 * Percentiles of all services at once.
 *
 * @example The P99 of every service
 * ```ts ignore
 * const services = await coral.metrics.getPercentiles({ quantiles: [0.99] });
 * for (const { service, values: [p99 = NaN] } of services) {
 *   console.log(`${service}: ${(p99 / 1_000_000).toFixed(1)}ms`);
 * }
 * ```
 * @param options Metric, quantiles, services, window and bounds.
 * @returns One entry for each service with data, durations in nanoseconds.
 * @throws {RangeError} If a quantile is outside [0, 1].
 * @throws {CoralError} If a name is unknown, or the colony refuses or fails.
 */
export async function getPercentiles(
  options: ManyPercentilesOptions = {},
): Promise<ServiceAnswers<PercentileValues & OfService>> {
  const request: GetPercentilesRequest = askedPercentiles(options);
  return await orNoData(answersOf([]), async () => {
    const reply = await unary(
      "GetPercentiles",
      GetPercentilesRequest,
      request,
      GetPercentilesResponse,
      options,
    );
    return answersOf(
      reply.services.map(({ service, percentiles }) => ({ service, ...valuesOf(percentiles) })),
      reply,
    );
  });
}

/**
 * The share of failed requests of all services at once.
 *
 * @example Every service of which more than one request in a hundred failed
 * ```ts ignore
 * for (const { service, rate } of await coral.metrics.getErrorRates({ rangeMs: 300_000 })) {
 *   if (rate > 0.01) {
 *     console.log(`${service}: ${(rate * 100).toFixed(2)}%`);
 *   }
 * }
 * ```
 * @param options Services, window and bounds.
 * @returns One entry for each service with requests.
 * @throws {CoralError} If a name is unknown, or the colony refuses or fails.
 */
export async function getErrorRates(
  options: ManyOptions = {},
): Promise<ServiceAnswers<ErrorCounts & OfService>> {
  const request: GetErrorRatesRequest = asked(options);
  return await orNoData(answersOf([]), async () => {
    const reply = await unary(
      "GetErrorRates",
      GetErrorRatesRequest,
      request,
      GetErrorRatesResponse,
      options,
    );
    return answersOf(
      reply.services.map(({ service, errors }) => ({ service, ...countsOf(errors) })),
      reply,
    );
  });
}

/**
 * Percentiles step by step, each from the values of its step alone.
 *
 * @example The P99 of a service every five minutes
 * ```ts ignore
 * const [payments] = await coral.metrics.getPercentileSeries({
 *   service: "payments",
 *   quantiles: [0.99],
 *   stepMs: 300_000,
 * });
 * for (const { start, values: [p99 = NaN] } of payments?.points ?? []) {
 *   console.log(`${start.toISOString()} ${(p99 / 1_000_000).toFixed(1)}ms`);
 * }
 * ```
 * @param options Step, metric, quantiles, services, window and bounds.
 * @returns One series for each service with data, durations in nanoseconds; at most 11000 points.
 * @throws {RangeError} If a quantile is outside [0, 1], or the step no whole number of minutes.
 * @throws {CoralError} If a name is unknown, there are too many points, or the colony fails.
 */
export async function getPercentileSeries(
  options: ManyPercentilesOptions & StepOptions,
): Promise<ServiceAnswers<Series<PercentileValues>>> {
  const request: GetPercentileSeriesRequest = {
    ...askedPercentiles(options),
    stepMs: stepOf(options),
  };
  return await orNoData(answersOf([]), async () => {
    const reply = await unary(
      "GetPercentileSeries",
      GetPercentileSeriesRequest,
      request,
      GetPercentileSeriesResponse,
      options,
    );
    return answersOf(
      reply.services.map(({ service, points }) => ({
        service,
        points: points.map(({ start, percentiles }) => ({
          start: dateOf(known(start)),
          ...valuesOf(percentiles),
        })),
      })),
      reply,
    );
  });
}

/**
 * The share of failed requests step by step.
 *
 * @example The error rate of all services every minute
 * ```ts ignore
 * for (const { service, points } of await coral.metrics.getErrorRateSeries({ stepMs: 60_000 })) {
 *   console.log(service, points.map(({ rate }) => rate));
 * }
 * ```
 * @param options Step, services, window and bounds.
 * @returns One series for each service with requests; at most 11000 points.
 * @throws {RangeError} If the step is no whole number of minutes.
 * @throws {CoralError} If a name is unknown, there are too many points, or the colony fails.
 */
export async function getErrorRateSeries(
  options: ManyOptions & StepOptions,
): Promise<ServiceAnswers<Series<ErrorCounts>>> {
  const request: GetErrorRateSeriesRequest = {
    ...asked(options),
    stepMs: stepOf(options),
  };
  return await orNoData(answersOf([]), async () => {
    const reply = await unary(
      "GetErrorRateSeries",
      GetErrorRateSeriesRequest,
      request,
      GetErrorRateSeriesResponse,
      options,
    );
    return answersOf(
      reply.services.map(({ service, points }) => ({
        service,
        points: points.map(({ start, errors }) => ({
          start: dateOf(known(start)),
          ...countsOf(errors),
        })),
      })),
      reply,
    );
  });
}

function asked(options: ManyOptions) {
  return { service: options.service ?? "", ...askedRange(options) };
}

function askedPercentiles(options: ManyPercentilesOptions) {
  const { metric = REQUEST_DURATION, quantiles = [0.5, 0.95, 0.99] } = options;
  quantiles.forEach((quantile) => checkQuantile("quantiles", quantile));
  return { ...asked(options), metric, percentiles: [...quantiles] };
}

function stepOf({ stepMs }: StepOptions): bigint {
  if (!(stepMs > 0) || stepMs % 60_000 !== 0) {
    throw new RangeError(
      `Cannot query series: 'stepMs' must be whole minutes in milliseconds, received ${stepMs}`,
    );
  }
  return BigInt(stepMs);
}

function valuesOf(percentiles: MergedPercentiles | undefined): PercentileValues {
  const { values, unit, sampleCount, source, relativeError } = known(percentiles);
  return { values: [...values], unit, samples: count(sampleCount), source, relativeError };
}

function countsOf(errors: RequestErrors | undefined): ErrorCounts {
  const { rate, errorCount, totalCount } = known(errors);
  return { rate, errorCount: count(errorCount), totalCount: count(totalCount) };
}

/** What a colony always sends, although the wire would let it be left out. */
function known<A>(part: A | undefined): A {
  if (part === undefined) {
    throw new TypeError("The colony's reply is not complete");
  }
  return part;
}

/** What replies about several services tell beside the services. */
interface Coverage {
  servicesWithoutData: number;
  appliedRange?: WireRange | undefined;
  notes: WireNote[];
}

function answersOf<A extends OfService>(services: A[], coverage?: Coverage): ServiceAnswers<A> {
  return Object.assign(services, {
    withoutData: coverage?.servicesWithoutData ?? NaN,
    range: appliedRange(coverage?.appliedRange),
    notes: notesOf(coverage?.notes ?? []),
  });
}
