/**
 * Guarded SQL over the summary views.
 *
 * @module
 */
import {
  DescribeTablesRequest,
  DescribeTablesResponse,
  ExecuteQueryRequest,
  ExecuteQueryResponse,
  PlanQueryRequest,
  PlanQueryResponse,
} from "./gen/coral/colony/v1/query_pb.ts";
import { cellOf } from "./internal/cells.ts";
import { count } from "./internal/numbers.ts";
import { parametersOf } from "./internal/parameters.ts";
import { appliedRange, notesOf, optionsOf, window } from "./internal/range.ts";
import { columnsOf } from "./internal/rows.ts";
import { shapeOf } from "./internal/shapes.ts";
import { ColonyRowStream } from "./internal/stream.ts";
import { DEFAULT_TIMEOUT_MS, unary } from "./internal/transport.ts";
import type {
  CallOptions,
  Column,
  Note,
  QueryOptions,
  Row,
  RowStream,
  SqlParameter,
  TimeRange,
} from "./types.ts";

export type {
  Batch,
  Cell,
  Column,
  ColumnCells,
  Row,
  RowStream,
  SqlParameter,
  SqlScalar,
  StreamStats,
} from "./types.ts";

/** Rows; an array that also knows its columns and how it was answered. */
export interface QueryResult<R = Row> extends Array<R> {
  /** The columns, in order. */
  readonly columns: Column[];
  /** Whether more rows matched than `rowLimit`. */
  readonly truncated: boolean;
  /** The most rows that the answer could hold. */
  readonly rowLimit: number;
  /** The time range that was put on the scans. */
  readonly range: TimeRange | null;
  /** Each change made to the statement. */
  readonly notes: Note[];
}

/** Window, parameters and bounds of a statement. */
export interface SqlOptions extends Omit<QueryOptions, "namespace" | "region"> {
  /**
   * Most rows to return: 1 to 10000, and for a stream as many as the colony allows.
   *
   * @default {10_000}
   */
  maxRows?: number;
  /** Values for `$name` or `$1`, without the dollar sign. */
  params?: Record<string, SqlParameter>;
}

/** How a statement would be run. */
export interface QueryPlan {
  /** The statement as it would run, with its parameters in their places. */
  sql: string;
  /** The columns that it would return. */
  columns: Column[];
  /** The most rows that it would return. */
  rowLimit: number;
  /** The time range that its scans would have. */
  range: TimeRange | null;
  /** Each change made to the statement. */
  notes: Note[];
}

/** A table that statements can read. */
export interface TableDescription {
  /** As statements write it. */
  name: string;
  /** Of a table macro: `service_percentiles(q)`. */
  parameters: string[];
  /** One line. */
  meaning: string;
  /** Its columns, in order. */
  columns: ColumnDescription[];
}

/** A column of a table. */
export interface ColumnDescription {
  /** As statements write it. */
  name: string;
  /** As DuckDB writes it. */
  type: string;
  /** Of its numbers, such as `nanoseconds`; `""` if they have none. */
  unit: string;
  /** One line. */
  meaning: string;
}

const UNARY_ROWS = 10_000;

/**
 * Runs one `SELECT` over `service_summary`, `trace_summary` and `system_metrics_rollup`, and returns all
 * of its rows at once.
 *
 * Integers are numbers up to 2⁵³ and bigints beyond, timestamps are dates, NULL is null, and decimals
 * with more than 15 digits are strings.
 *
 * @example
 * ```ts ignore
 * const rows = await coral.db.query(
 *   "SELECT timestamp, p99_duration_ns FROM service_summary WHERE service_name = $service",
 *   { params: { service: "payments" } },
 * );
 * ```
 * @param sql One statement.
 * @param range Look-back in milliseconds, or options. Without a range, the statement's own condition on
 * `timestamp` decides, or else the last hour is read.
 * @returns The rows.
 * @throws {RangeError} If `maxRows` is outside [1, 10000].
 * @throws {TypeError} If a parameter is of no type that a statement can take.
 * @throws {CoralError} If the statement is refused, with the rule as `reason`, or the colony fails.
 */
export async function query<R = Row>(
  sql: string,
  range?: number | SqlOptions,
): Promise<QueryResult<R>> {
  const options: SqlOptions = optionsOf(range);
  const reply = await unary(
    "ExecuteQuery",
    ExecuteQueryRequest,
    { ...asked(sql, options), maxRows: maxRows(options, UNARY_ROWS) },
    ExecuteQueryResponse,
    options,
  );
  const columns = columnsOf(reply.columns);
  const shapes = columns.map(({ type }) => shapeOf(type));
  const rows = reply.rows.map((row) =>
    // fromEntries defines properties, so that a column named __proto__ is a column like any other.
    Object.fromEntries(
      columns.map(({ key }, i) => [
        key,
        cellOf(row.values[i], shapes[i] ?? { kind: "plain", type: "" }),
      ]),
    )
  );
  return Object.defineProperties(rows, {
    columns: { value: columns },
    truncated: { value: reply.truncated },
    rowLimit: { value: reply.rowLimit },
    range: { value: appliedRange(reply.appliedRange) },
    notes: { value: notesOf(reply.notes) },
  }) as unknown as QueryResult<R>;
}

/** A tag for statements, with the options that it was made with. */
export type SqlTag = <R = Row>(
  strings: TemplateStringsArray,
  ...values: SqlParameter[]
) => Promise<QueryResult<R>>;

/**
 * Runs one `SELECT` whose values are data, whatever they hold: each `${value}` becomes a parameter.
 * Backslashes are the statement's own.
 *
 * @example
 * ```ts ignore
 * const name = "payments";
 * const rows = await coral.db.sql`
 *   SELECT count(*) AS n FROM trace_summary WHERE service_name = ${name} AND duration_ns > ${5e8}
 * `;
 * ```
 * @param strings The statement around its values.
 * @param values Its values.
 * @returns The rows, as {@linkcode query} returns them.
 * @throws {CoralError} If the statement is refused, with the rule as `reason`, or the colony fails.
 */
export function sql<R = Row>(
  strings: TemplateStringsArray,
  ...values: SqlParameter[]
): Promise<QueryResult<R>>;
/**
 * A tag with options of its own.
 *
 * @example The last day
 * ```ts ignore
 * const rows = await coral.db.sql({ rangeMs: 86_400_000 })`
 *   SELECT sum(error_count) AS errors FROM service_summary WHERE service_name = ${"payments"}
 * `;
 * ```
 * @param options Window and bounds.
 * @returns The tag.
 */
export function sql(options: Omit<SqlOptions, "params">): SqlTag;
export function sql<R>(
  first: TemplateStringsArray | Omit<SqlOptions, "params">,
  ...values: SqlParameter[]
): Promise<QueryResult<R>> | SqlTag {
  if (!("raw" in first)) {
    return (strings, ...inner) => tagged(first, strings, inner);
  }
  return tagged({}, first, values);
}

function tagged<R>(
  options: SqlOptions,
  strings: TemplateStringsArray,
  values: readonly SqlParameter[],
): Promise<QueryResult<R>> {
  const text = strings.raw.reduce((before, after, i) => `${before}$${i}${after}`);
  const params = Object.fromEntries(values.map((value, i) => [i + 1, value]));
  return query(text, { ...options, params });
}

/**
 * Runs one `SELECT` and hands its rows over as they come, with no more than a few thousand in memory.
 * Leaving the loop tells the colony to stop; a slow loop slows the colony, which lets go of a reader who
 * takes nothing for half a minute.
 *
 * @example
 * ```ts ignore
 * const traces = coral.db.stream("SELECT trace_id, duration_ns FROM trace_summary", {
 *   maxRows: 1_000_000,
 * });
 * let longest = 0;
 * for await (const { duration_ns } of traces) {
 *   longest = Math.max(longest, Number(duration_ns));
 * }
 * console.log(longest, traces.stats.rowCount, traces.stats.truncated);
 * ```
 * @param sql One statement.
 * @param range Look-back in milliseconds, or options. `timeoutMs` bounds the colony's work and each wait
 * for more; the stream as a whole has ten minutes.
 * @returns The rows, to be read once. A refusal or failure is thrown to the reader as
 * {@linkcode CoralError}, and so is a stream that breaks off.
 * @throws {RangeError} If `maxRows` is not positive.
 * @throws {TypeError} If a parameter is of no type that a statement can take.
 */
export function stream<R = Row>(sql: string, range?: number | SqlOptions): RowStream<R> {
  const options: SqlOptions = optionsOf(range);
  return new ColonyRowStream<R>({
    ...asked(sql, options),
    maxRows: BigInt(maxRows(options, Number.MAX_SAFE_INTEGER)),
    maxWorkMs: BigInt(Math.ceil(options.timeoutMs ?? DEFAULT_TIMEOUT_MS)),
  }, options);
}

/**
 * Tells how a statement would be run, and runs nothing.
 *
 * @example
 * ```ts ignore
 * const { sql, notes } = await coral.db.plan("FROM trace_summary");
 * ```
 * @param sql One statement.
 * @param range Look-back in milliseconds, or options.
 * @returns The statement as it would run, with each change made to it.
 * @throws {CoralError} If the statement would be refused, or the colony fails.
 */
export async function plan(sql: string, range?: number | SqlOptions): Promise<QueryPlan> {
  const options: SqlOptions = optionsOf(range);
  const reply = await unary(
    "PlanQuery",
    PlanQueryRequest,
    { ...asked(sql, options), maxRows: BigInt(maxRows(options, Number.MAX_SAFE_INTEGER)) },
    PlanQueryResponse,
    options,
  );
  return {
    sql: reply.sql,
    columns: columnsOf(reply.columns),
    rowLimit: count(reply.rowLimit),
    range: appliedRange(reply.appliedRange),
    notes: notesOf(reply.notes),
  };
}

/**
 * Describes the tables that statements can read.
 *
 * @example
 * ```ts ignore
 * for (const { name, meaning } of await coral.db.schema()) {
 *   console.log(`${name}: ${meaning}`);
 * }
 * ```
 * @param table Only this one.
 * @param options Bounds of the call.
 * @returns The tables.
 * @throws {CoralError} If there is no such table, with near names, or the colony fails.
 */
export async function schema(table = "", options: CallOptions = {}): Promise<TableDescription[]> {
  const reply = await unary(
    "DescribeTables",
    DescribeTablesRequest,
    { table },
    DescribeTablesResponse,
    options,
  );
  return reply.tables.map(({ name, parameters, meaning, columns }) => ({
    name,
    parameters,
    meaning,
    columns: columns.map(({ name, type, unit, meaning }) => ({ name, type, unit, meaning })),
  }));
}

function asked(sql: string, options: SqlOptions) {
  return { sql, parameters: parametersOf(options.params), ...window(options) };
}

/** 0, which takes the default, if the caller did not say. */
function maxRows({ maxRows }: SqlOptions, most: number): number {
  if (maxRows === undefined) {
    return 0;
  }
  if (!(Number.isInteger(maxRows) && maxRows >= 1 && maxRows <= most)) {
    throw new RangeError(`Cannot query: 'maxRows' must be in [1, ${most}], received ${maxRows}`);
  }
  return maxRows;
}
