import type { Cells, RowBatch, TextCells } from "../gen/coral/colony/v1/query_pb.ts";
import type { Cell, ColumnCells } from "../types.ts";
import { cellOf, textReader } from "./cells.ts";
import { exact } from "./numbers.ts";
import type { Shape } from "./shapes.ts";

const MAX_SAFE_HIGH = 2 ** 21; // of the upper half of a whole number that a double holds exactly
const LOW_RANGE = 2 ** 32;
const decoder = new TextDecoder();

/**
 * The columns of a batch.
 *
 * @throws {TypeError} If the message is none that a colony sends.
 */
export function columnsOfBatch(batch: RowBatch, shapes: readonly Shape[]): ColumnCells[] {
  const rows = batch.rowCount;
  if (batch.columns.length !== shapes.length || rows < 0 || (rows > 0 && shapes.length === 0)) {
    throw malformed();
  }
  return batch.columns.map((cells, i) => {
    const shape = shapes[i];
    return withNulls(valuesOf(cells, rows, shape ?? { kind: "plain", type: "" }), cells, rows);
  });
}

function valuesOf({ values }: Cells, rows: number, shape: Shape): ColumnCells {
  switch (values?.$case) {
    case "int64Values":
      return wholeNumbers(aligned(values.value, rows, 8), rows);
    case "doubleValues":
      return new Float64Array(aligned(values.value, rows, 8));
    case "boolValues":
      return truths(new Uint8Array(aligned(values.value, rows, 1)));
    case "timestampValues":
      return dates(aligned(values.value, rows, 8), rows);
    case "textValues":
      return texts(values.value, rows, shape);
    case "mixedValues":
      if (values.value.values.length !== rows) {
        throw malformed();
      }
      return values.value.values.map((value) => cellOf(value, shape));
    case undefined:
      throw malformed();
  }
}

function wholeNumbers(buffer: ArrayBuffer, rows: number): ColumnCells {
  const halves = new Int32Array(buffer);
  const numbers = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const high = halves[2 * i + 1] ?? 0;
    if (high < -MAX_SAFE_HIGH || high >= MAX_SAFE_HIGH) {
      return Array.from(new BigInt64Array(buffer), exact);
    }
    numbers[i] = high * LOW_RANGE + ((halves[2 * i] ?? 0) >>> 0);
  }
  return numbers;
}

function truths(bytes: Uint8Array): boolean[] {
  const truths = new Array<boolean>(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    truths[i] = bytes[i] !== 0;
  }
  return truths;
}

function dates(buffer: ArrayBuffer, rows: number): Date[] {
  const halves = new Int32Array(buffer);
  const dates = new Array<Date>(rows);
  for (let i = 0; i < rows; i++) {
    const micros = (halves[2 * i + 1] ?? 0) * LOW_RANGE + ((halves[2 * i] ?? 0) >>> 0);
    dates[i] = new Date(Math.floor(micros / 1000));
  }
  return dates;
}

function texts(cells: TextCells, rows: number, shape: Shape): Cell[] {
  const { utf8 } = cells;
  const ends = new Uint32Array(aligned(cells.ends, rows, 4));
  const all = decoder.decode(utf8);
  const ascii = all.length === utf8.length; // then a place in the bytes is one in the text
  const read = textReader(shape);
  const texts = new Array<Cell>(rows);
  let start = 0;
  for (let i = 0; i < rows; i++) {
    const end = ends[i] ?? 0;
    if (end < start || end > utf8.length) {
      throw malformed();
    }
    const text = ascii ? all.slice(start, end) : decoder.decode(utf8.subarray(start, end));
    // A NULL has no text, and need not be one of the type.
    texts[i] = read === undefined || start === end ? text : read(text);
    start = end;
  }
  return texts;
}

function withNulls(values: ColumnCells, { nulls }: Cells, rows: number): ColumnCells {
  if (nulls.length === 0) {
    return values;
  }
  if (nulls.length > Math.ceil(rows / 8)) {
    throw malformed();
  }
  const cells: Cell[] = Array.isArray(values) ? values : Array.from(values);
  for (let i = 0; i < rows; i++) {
    if (((nulls[i >> 3] ?? 0) >> (i & 7)) & 1) {
      cells[i] = null;
    }
  }
  return cells;
}

/** The bytes of so many values in a buffer of their own, since views need aligned ones. */
function aligned(bytes: Uint8Array, rows: number, size: number): ArrayBuffer {
  if (bytes.length !== rows * size) {
    throw malformed();
  }
  return new Uint8Array(bytes).buffer;
}

function malformed(): TypeError {
  return new TypeError("the message holds other cells than it says");
}
