import type { Value } from "../gen/coral/colony/v1/query_pb.ts";
import type { Cell } from "../types.ts";
import { exact } from "./numbers.ts";
import { dateOf } from "./range.ts";
import type { Shape } from "./shapes.ts";

const WHOLE_NUMBER_AS_TEXT = /^U?(HUGEINT|BIGINT)$/;
const DECIMAL = /^DECIMAL/;
const EXACT_DIGITS = 15; // a double tells all decimals of so many digits apart
const UNKNOWN: Shape = { kind: "plain", type: "" };

/** A cell as JavaScript holds it best without losing a digit. */
export function cellOf(value: Value | undefined, shape: Shape): Cell {
  const kind = value?.kind;
  switch (kind?.$case) {
    case undefined:
      return null;
    case "boolValue":
    case "doubleValue":
    case "bytesValue":
      return kind.value;
    case "int64Value":
      return exact(kind.value);
    case "stringValue":
      return textReader(shape)?.(kind.value) ?? kind.value;
    case "timestampValue":
      return dateOf(kind.value);
    case "listValue":
      return kind.value.values.map((item) => cellOf(item, member(shape, 0)));
    case "structValue":
      return Object.fromEntries(
        kind.value.fields.map((field, i) => [field.name, cellOf(field.value, member(shape, i))]),
      );
  }
}

function member(shape: Shape, index: number): Shape {
  switch (shape.kind) {
    case "plain":
      return UNKNOWN;
    case "list":
    case "map":
      return shape.of;
    case "struct":
      return shape.members[index] ?? UNKNOWN;
  }
}

/** Makes cells of a type out of their texts; `undefined` if they are texts already. */
export function textReader(shape: Shape): ((text: string) => Cell) | undefined {
  const type = shape.kind === "plain" ? shape.type : "";
  if (WHOLE_NUMBER_AS_TEXT.test(type)) {
    return (text) => exact(BigInt(text));
  }
  return DECIMAL.test(type) ? decimal : undefined;
}

function decimal(text: string): number | string {
  return text.replace(/[-.]/g, "").length <= EXACT_DIGITS ? Number(text) : text;
}
