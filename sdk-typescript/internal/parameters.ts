import type { Value } from "../gen/coral/colony/v1/query_pb.ts";
import type { SqlParameter, SqlScalar } from "../types.ts";
import { timestampOf } from "./range.ts";

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/**
 * @throws {TypeError} If a value is of no type that a statement can take.
 * @throws {RangeError} If a bigint has more than 64 bits, or a date is none.
 */
export function parametersOf(
  params: Readonly<Record<string, SqlParameter>> = {},
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, parameter(name, value)]),
  );
}

function parameter(name: string, value: SqlParameter): Value {
  if (!Array.isArray(value)) {
    return { kind: scalar(name, value as SqlScalar) };
  }
  const values = value.map((item) => ({ kind: scalar(name, item) }));
  return { kind: { $case: "listValue", value: { values } } };
}

function scalar(name: string, value: SqlScalar): Value["kind"] {
  switch (typeof value) {
    case "boolean":
      return { $case: "boolValue", value };
    case "string":
      return { $case: "stringValue", value };
    case "number":
      return Number.isSafeInteger(value)
        ? { $case: "int64Value", value: BigInt(value) }
        : { $case: "doubleValue", value };
    case "bigint":
      if (value > MAX_INT64 || value < MIN_INT64) {
        throw new RangeError(
          `Cannot query: parameter '${name}' must fit 64 bits, received ${value}; give it as a string`,
        );
      }
      return { $case: "int64Value", value };
    default:
      if (value === null) {
        return undefined;
      }
      if (value instanceof Date) {
        if (Number.isNaN(value.getTime())) {
          throw new RangeError(`Cannot query: parameter '${name}' is an invalid date`);
        }
        return { $case: "timestampValue", value: timestampOf(value) };
      }
      throw new TypeError(
        `Cannot query: parameter '${name}' must be null, a boolean, number, bigint, string or Date, ` +
          `or an array of these, received ${Deno.inspect(value)}`,
      );
  }
}
