import type { Cell, Column, ColumnCells, Row } from "../types.ts";

/** The first column of a name keeps it; others get a key that no column is named by. */
export function columnsOf(columns: readonly { name: string; type: string }[]): Column[] {
  const written = new Set(columns.map(({ name }) => name));
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let key = name;
    let free = !taken.has(key);
    for (let n = 2; !free; n++) {
      key = `${name}_${n}`;
      free = !taken.has(key) && !written.has(key);
    }
    taken.add(key);
    return { name, type, key };
  });
}

/** Makes rows of columns, all of one hidden class, which is what makes millions of them quick. */
export class RowMaker {
  readonly #keys: string[];
  readonly #template: Row;

  constructor(columns: readonly Column[]) {
    this.#keys = columns.map(({ key }) => key);
    // fromEntries defines properties, so that a column named __proto__ is a column like any other.
    this.#template = Object.fromEntries(this.#keys.map((key) => [key, null]));
  }

  rows(count: number, columns: readonly ColumnCells[]): Row[] {
    const rows = new Array<Row>(count);
    for (let i = 0; i < count; i++) {
      rows[i] = { ...this.#template };
    }
    this.#keys.forEach((key, column) => fill(rows, key, columns[column] ?? []));
    return rows;
  }
}

function fill(rows: Row[], key: string, cells: ColumnCells): void {
  for (let i = 0; i < rows.length; i++) {
    (rows[i] as Row)[key] = cells[i] as Cell;
  }
}
