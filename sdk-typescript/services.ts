/**
 * Which services there are.
 *
 * @module
 */
import {
  GetServiceRequest,
  GetServiceResponse,
  ListServicesRequest,
  ListServicesResponse,
  type Service as WireService,
} from "./gen/coral/colony/v1/query_pb.ts";
import { dateOf } from "./internal/range.ts";
import { unary } from "./internal/transport.ts";
import {
  type ErrorRate,
  getErrorRate,
  getErrorRateDetailed,
  getP50,
  getP95,
  getP99,
  getPercentile,
  getPercentileDetailed,
  type Percentile,
} from "./metrics.ts";
import type { CallOptions, RangeArgument } from "./types.ts";

/** The questions of {@linkcode metrics}, about one service. */
export interface ServiceMetrics {
  /** See {@linkcode getPercentile}. */
  getPercentile(metric: string, quantile: number, range?: RangeArgument): Promise<number>;
  /** See {@linkcode getPercentileDetailed}. */
  getPercentileDetailed(
    metric: string,
    quantile: number,
    range?: RangeArgument,
  ): Promise<Percentile>;
  /** The median; see {@linkcode getP99}. */
  getP50(metric?: string, range?: RangeArgument): Promise<number>;
  /** The 95th percentile; see {@linkcode getP99}. */
  getP95(metric?: string, range?: RangeArgument): Promise<number>;
  /** See {@linkcode getP99}. */
  getP99(metric?: string, range?: RangeArgument): Promise<number>;
  /** See {@linkcode getErrorRate}. */
  getErrorRate(range?: RangeArgument): Promise<number>;
  /** See {@linkcode getErrorRateDetailed}. */
  getErrorRateDetailed(range?: RangeArgument): Promise<ErrorRate>;
}

/** A service as the colony knows it. */
export interface Service {
  /** `service.name` */
  readonly name: string;
  /** `service.namespace`; `""` for none. */
  readonly namespace: string;
  /** `cloud.region`; `""` for none, several are joined by a comma. */
  readonly region: string;
  /** Distinct instances over the hour before {@linkcode Service.lastSeen}. */
  readonly instanceCount: number;
  /** End of the last minute with data. */
  readonly lastSeen: Date | null;
  /** Questions about this service, in its namespace. */
  readonly metrics: ServiceMetrics;
}

/** Which services to list. */
export interface ListOptions extends CallOptions {
  /** Only this namespace. */
  namespace?: string;
  /** Only services seen in this region. */
  region?: string;
  /**
   * Also services that sent metrics but never a span.
   *
   * @default {false}
   */
  all?: boolean;
}

/**
 * Lists the services that sent spans, by name and namespace.
 *
 * @example
 * ```ts ignore
 * for (const svc of await coral.services.list()) {
 *   console.log(`${svc.name} (${svc.namespace})`);
 * }
 * ```
 * @param options Filters and cancellation.
 * @returns One entry for each name and namespace; possibly none.
 * @throws {CoralError} If the colony refuses or fails.
 */
export async function list(options: ListOptions = {}): Promise<Service[]> {
  const { namespace = "", region = "", all = false } = options;
  const reply = await unary(
    "ListServices",
    ListServicesRequest,
    { namespace, region, includeMetricsOnly: all },
    ListServicesResponse,
    options,
  );
  return reply.services.map(serviceOf);
}

/** Which service to look up. */
export interface GetOptions extends CallOptions {
  /** Only this namespace; without it, all namespaces with such a service are merged. */
  namespace?: string;
}

/**
 * Looks up one service, also one that sent metrics only.
 *
 * @param name Name as recorded.
 * @param options Namespace and cancellation.
 * @returns The service.
 * @throws {CoralError} `NOT_FOUND` with near names as hint, if nothing of that name was recorded.
 */
export async function get(name: string, options: GetOptions = {}): Promise<Service> {
  const reply = await unary(
    "GetService",
    GetServiceRequest,
    { name, namespace: options.namespace ?? "" },
    GetServiceResponse,
    options,
  );
  if (!reply.service) {
    throw new TypeError("The colony's reply holds no service");
  }
  return serviceOf(reply.service);
}

function serviceOf(service: WireService): Service {
  const { name, namespace, region, instanceCount, lastSeen } = service;
  return {
    name,
    namespace,
    region,
    instanceCount,
    lastSeen: lastSeen ? dateOf(lastSeen) : null,
    metrics: metricsOf(name, namespace),
  };
}

function metricsOf(name: string, namespace: string): ServiceMetrics {
  // A merged service names several namespaces; none of them alone would be meant.
  const own = namespace === "" || namespace.includes(",") ? {} : { namespace };
  const within = (range: RangeArgument | undefined): RangeArgument => ({
    ...own,
    ...(typeof range === "number" ? { rangeMs: range } : range),
  });
  return {
    getPercentile: (metric, quantile, range) =>
      getPercentile(name, metric, quantile, within(range)),
    getPercentileDetailed: (metric, quantile, range) =>
      getPercentileDetailed(name, metric, quantile, within(range)),
    getP50: (metric, range) => getP50(name, metric, within(range)),
    getP95: (metric, range) => getP95(name, metric, within(range)),
    getP99: (metric, range) => getP99(name, metric, within(range)),
    getErrorRate: (range) => getErrorRate(name, within(range)),
    getErrorRateDetailed: (range) => getErrorRateDetailed(name, within(range)),
  };
}
