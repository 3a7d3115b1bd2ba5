/**
 * CPU and memory.
 *
 * @module
 */
import { CoralError } from "./error.ts";
import {
  GetSystemMetricsRequest,
  GetSystemMetricsResponse,
} from "./gen/coral/colony/v1/query_pb.ts";
import { count } from "./internal/numbers.ts";
import { appliedRange, askedRange, notesOf, optionsOf } from "./internal/range.ts";
import { unary } from "./internal/transport.ts";
import type { Note, RangeArgument, TimeRange } from "./types.ts";

/** Use of CPU and memory, averaged over instances and the window; `NaN` where unknown. */
export interface SystemMetrics {
  /** Percent of the container's limit where known, else of the host. */
  cpu_percent: number;
  /** Percent of the container's limit where known, else of the host. */
  memory_percent: number;
  /** The highest value in the window. */
  cpuPercentMax: number;
  /** The highest value in the window. */
  memoryPercentMax: number;
  /** Mean of the memory in use. */
  memoryBytes: number;
  /** The metric that `cpu_percent` was read from; `""` if unknown. */
  cpuSource: string;
  /** The metric that `memory_percent` was read from; `""` if unknown. */
  memorySource: string;
  /** Points behind the answer. */
  samples: number;
  /** The range that was searched; `null` if it holds no data. */
  range: TimeRange | null;
  /** What to know about the answer. */
  notes: Note[];
}

/**
 * A service's use of CPU and memory.
 *
 * @example
 * ```ts ignore
 * const { cpu_percent, memory_percent } = await coral.system.getMetrics("payments");
 * ```
 * @param service Name as recorded.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns Percentages; `NaN` for what is unknown.
 * @throws {CoralError} If the service is unknown, or the colony refuses or fails.
 */
export async function getMetrics(service: string, range?: RangeArgument): Promise<SystemMetrics> {
  const options = optionsOf(range);
  const request: GetSystemMetricsRequest = { service, ...askedRange(options) };
  try {
    const reply = await unary(
      "GetSystemMetrics",
      GetSystemMetricsRequest,
      request,
      GetSystemMetricsResponse,
      options,
    );
    return {
      cpu_percent: reply.cpuPercent ?? NaN,
      memory_percent: reply.memoryPercent ?? NaN,
      cpuPercentMax: reply.cpuPercentMax ?? NaN,
      memoryPercentMax: reply.memoryPercentMax ?? NaN,
      memoryBytes: reply.memoryBytes ?? NaN,
      cpuSource: reply.cpuSource,
      memorySource: reply.memorySource,
      samples: count(reply.sampleCount),
      range: appliedRange(reply.appliedRange),
      notes: notesOf(reply.notes),
    };
  } catch (error) {
    if (error instanceof CoralError && error.reason === "NO_DATA") {
      return UNKNOWN;
    }
    throw error;
  }
}

const UNKNOWN: SystemMetrics = {
  cpu_percent: NaN,
  memory_percent: NaN,
  cpuPercentMax: NaN,
  memoryPercentMax: NaN,
  memoryBytes: NaN,
  cpuSource: "",
  memorySource: "",
  samples: 0,
  range: null,
  notes: [],
};
