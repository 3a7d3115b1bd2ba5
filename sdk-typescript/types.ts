/** A half-open range of time, [from, to), in whole UTC minutes. */
export interface TimeRange {
  /** First instant inside. */
  from: Date;
  /** First instant after. */
  to: Date;
}

/** Something to know about how a question was answered. */
export interface Note {
  /** Stable, for programs: `WINDOW_WIDENED`, `LIMIT_INJECTED`, … */
  code: string;
  /** One sentence for people. */
  message: string;
}

/** What a call can be bounded by. */
export interface CallOptions {
  /** Gives up when aborted. */
  signal?: AbortSignal;
  /**
   * Longest wait for an answer, in milliseconds.
   *
   * @default {30_000}
   */
  timeoutMs?: number;
}

/** The window and the bounds of a question. */
export interface QueryOptions extends CallOptions {
  /**
   * Look-back in milliseconds, widened to whole minutes.
   *
   * @default {3_600_000}
   */
  rangeMs?: number;
  /** Start of an absolute range, instead of a look-back; a string as RFC 3339 writes it. */
  from?: Date | string;
  /** End of an absolute range. */
  to?: Date | string;
  /** Only this namespace. */
  namespace?: string;
  /** Only this region. */
  region?: string;
}

/** A look-back in milliseconds, or options. */
export type RangeArgument = number | QueryOptions;

/** What a cell of a SQL answer can be. */
export type Cell =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | Cell[]
  | { [field: string]: Cell };
