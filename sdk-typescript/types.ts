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

/** A single value for a placeholder. Whole numbers are `BIGINT`, others `DOUBLE`. */
export type SqlScalar = null | boolean | number | bigint | string | Date;

/** A value for a placeholder of a statement: always data, never SQL. */
export type SqlParameter = SqlScalar | readonly SqlScalar[];

/** The cells of one column: plain numbers where all of them are, without NULL. */
export type ColumnCells = Float64Array | Cell[];

/** A column of an answer. */
export interface Column {
  /** As the statement names it; names may repeat. */
  name: string;
  /** As DuckDB writes it: `BIGINT`, `VARCHAR`, `TIMESTAMP WITH TIME ZONE`, … */
  type: string;
  /**
   * The property that holds it in a row: the name, followed by `_2`, `_3`, … where it repeats,
   * passing over what another column is named.
   */
  key: string;
}

/** One row, by column. */
export type Row = Record<string, Cell>;

/** Some rows of a stream, column by column. */
export interface Batch {
  /** How many rows. */
  rowCount: number;
  /**
   * The cells of each column, in the order of the statement: numbers in a `Float64Array` where all of
   * them are exact and none is NULL, else an array.
   */
  columns: ColumnCells[];
}

/** What is known of a stream once its last row has come. */
export interface StreamStats {
  /** How many rows there were. */
  rowCount: number;
  /** Whether more rows matched than `rowLimit`. */
  truncated: boolean;
  /** The most rows that the stream could hold. */
  rowLimit: number;
  /** The time range that was put on the scans. */
  range: TimeRange | null;
  /** Each change made to the statement. */
  notes: Note[];
  /** Milliseconds that the colony worked, without what this reader took. */
  workedMs: number;
}

/** Rows as they come. Can be read once, as rows or as batches. */
export interface RowStream<R = Row> extends AsyncIterable<R> {
  /** The columns, in order; asks the colony if that has not happened yet. */
  readonly columns: Promise<Column[]>;
  /**
   * How the statement was answered.
   *
   * @throws {TypeError} Before the last row has come.
   */
  readonly stats: StreamStats;
  /** The rows, many at a time and column by column, which is the quickest way to read them. */
  batches(): AsyncIterable<Batch>;
}
