import type { Value } from "../gen/coral/colony/v1/query_pb.ts";
import type { Cell } from "../types.ts";
import { exact } from "./numbers.ts";
import { dateOf } from "./range.ts";

const WHOLE_NUMBER_AS_TEXT = /^U?(HUGEINT|BIGINT)$/;
const DECIMAL = /^DECIMAL/;
const EXACT_DIGITS = 15; // a double tells all decimals of so many digits apart

/** A cell as JavaScript holds it best without losing a digit. */
export function cellOf(value: Value | undefined, type: string): Cell {
  const kind = value?.kind;
  switch (kind?.case) {
    case undefined:
      return null;
    case "boolValue":
    case "doubleValue":
    case "bytesValue":
      return kind.value;
    case "int64Value":
      return exact(kind.value);
    case "stringValue":
      return textCell(kind.value, type);
    case "timestampValue":
      return dateOf(kind.value);
    case "listValue":
      return kind.value.values.map((item) => cellOf(item, elementType(type)));
    case "structValue":
      // Members carry no types of their own on the wire; their text stays text.
      return Object.fromEntries(
        kind.value.fields.map((field) => [field.name, cellOf(field.value, "")]),
      );
  }
}

function textCell(text: string, type: string): Cell {
  if (WHOLE_NUMBER_AS_TEXT.test(type)) {
    return exact(BigInt(text));
  }
  if (DECIMAL.test(type) && text.replace(/[-.]/g, "").length <= EXACT_DIGITS) {
    return Number(text);
  }
  return text;
}

function elementType(type: string): string {
  return type.replace(/\[\d*\]$/, "");
}
