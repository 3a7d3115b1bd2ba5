/**
 * Guarded SQL over the summary views.
 *
 * @module
 */
import { create } from "@bufbuild/protobuf";
import {
  ExecuteQueryRequestSchema,
  ExecuteQueryResponseSchema,
  type Row as WireRow,
} from "./gen/coral/colony/v1/query_pb.ts";
import { cellOf } from "./internal/cells.ts";
import { appliedRange, notesOf, optionsOf, window } from "./internal/range.ts";
import { unary } from "./internal/transport.ts";
import type { Cell, Note, QueryOptions, TimeRange } from "./types.ts";

export type { Cell } from "./types.ts";

/** A column of an answer. */
export interface Column {
  /** As the statement names it; names may repeat. */
  name: string;
  /** As DuckDB writes it: `BIGINT`, `VARCHAR`, `TIMESTAMP WITH TIME ZONE`, … */
  type: string;
  /** The property that holds it in a row: the name, followed by `_2`, `_3`, … where it repeats. */
  key: string;
}

/** One row, by column. */
export type Row = Record<string, Cell>;

/** Rows; an array that also knows its columns and how it was answered. */
export interface QueryResult<R = Row> extends Array<R> {
  /** The columns, in order. */
  readonly columns: Column[];
  /** Whether more rows matched than `rowLimit`. */
  readonly truncated: boolean;
  /** The most rows that the answer could hold. */
  readonly rowLimit: number;
  /** The time range that was put on every scan. */
  readonly range: TimeRange | null;
  /** Each change made to the statement. */
  readonly notes: Note[];
}

/** Window and bounds of a statement. */
export interface SqlOptions extends Omit<QueryOptions, "namespace" | "region"> {
  /**
   * Most rows to return, 1 to 10000.
   *
   * @default {10_000}
   */
  maxRows?: number;
}

/**
 * Runs one `SELECT` over `service_summary`, `trace_summary` and `system_metrics_rollup`.
 *
 * Integers are numbers up to 2⁵³ and bigints beyond, timestamps are dates, NULL is null, and decimals
 * with more than 15 digits are strings.
 *
 * @example
 * ```ts ignore
 * const rows = await coral.db.query(`
 *   SELECT service_name, sum(request_count) AS requests
 *   FROM service_summary
 *   GROUP BY service_name
 * `);
 * ```
 * @param sql One statement.
 * @param range Look-back in milliseconds (default one hour), or options.
 * @returns The rows.
 * @throws {RangeError} If `maxRows` is outside [1, 10000].
 * @throws {CoralError} If the statement is refused, with the rule as `reason`, or the colony fails.
 */
export async function query<R = Row>(
  sql: string,
  range?: number | SqlOptions,
): Promise<QueryResult<R>> {
  const options: SqlOptions = optionsOf(range);
  const { maxRows = 0 } = options;
  if (
    options.maxRows !== undefined &&
    !(Number.isInteger(maxRows) && maxRows >= 1 && maxRows <= 10_000)
  ) {
    throw new RangeError(`Cannot query: 'maxRows' must be in [1, 10000], received ${maxRows}`);
  }
  const reply = await unary(
    "ExecuteQuery",
    ExecuteQueryRequestSchema,
    create(ExecuteQueryRequestSchema, { sql, maxRows, ...window(options) }),
    ExecuteQueryResponseSchema,
    options,
  );
  const columns = columnsOf(reply.columns);
  return Object.defineProperties(reply.rows.map((row) => rowOf(row, columns)), {
    columns: { value: columns },
    truncated: { value: reply.truncated },
    rowLimit: { value: reply.rowLimit },
    range: { value: appliedRange(reply.appliedRange) },
    notes: { value: notesOf(reply.notes) },
  }) as unknown as QueryResult<R>;
}

function columnsOf(columns: readonly { name: string; type: string }[]): Column[] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let key = name;
    for (let n = 2; taken.has(key); n++) {
      key = `${name}_${n}`;
    }
    taken.add(key);
    return { name, type, key };
  });
}

function rowOf(row: WireRow, columns: readonly Column[]): Row {
  // fromEntries defines properties, so that a column named __proto__ is a column like any other.
  return Object.fromEntries(
    columns.map(({ key, type }, i) => [key, cellOf(row.values[i], type)]),
  );
}
