/**
 * Ask a Coral colony what is wrong with a running system.
 *
 * @example A latency report of all services
 * ```ts ignore
 * import * as coral from "@coral/sdk";
 *
 * for (const svc of await coral.services.list()) {
 *   const p99 = await svc.metrics.getP99();
 *   console.log(`${svc.name}: ${(p99 / 1_000_000).toFixed(1)}ms`);
 * }
 * ```
 * @module
 */
export * as services from "./services.ts";
export * as metrics from "./metrics.ts";
export * as traces from "./traces.ts";
export * as system from "./system.ts";
export * as db from "./db.ts";
export * as params from "./params.ts";
export { CoralError, type CoralErrorCode, type CoralErrorDetails } from "./error.ts";
export type { CallOptions, Note, QueryOptions, RangeArgument, TimeRange } from "./types.ts";
