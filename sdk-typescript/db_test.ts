import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import * as coral from "./mod.ts";
import { ExecuteQueryResponseSchema } from "./gen/coral/colony/v1/query_pb.ts";
import { assertEquals, assertRejects } from "./testing/assert.ts";
import { TestColony } from "./testing/colony.ts";

const AT = new Date("2026-03-01T10:00:00Z");

Deno.test("query returns rows by column, typed", async () => {
  await using colony = await TestColony.start();
  const cells = [
    ["n", "BIGINT", { case: "int64Value", value: 7n }, 7],
    ["big", "BIGINT", { case: "int64Value", value: 2n ** 60n }, 2n ** 60n],
    ["sum", "HUGEINT", { case: "stringValue", value: "405" }, 405],
    ["huge", "HUGEINT", { case: "stringValue", value: (2n ** 100n).toString() }, 2n ** 100n],
    ["price", "DECIMAL(18,2)", { case: "stringValue", value: "-12.50" }, -12.5],
    ["long", "DECIMAL(38,0)", { case: "stringValue", value: "1".repeat(30) }, "1".repeat(30)],
    ["nan", "DOUBLE", { case: "doubleValue", value: NaN }, NaN],
    ["text", "VARCHAR", { case: "stringValue", value: "405" }, "405"],
    ["empty", "VARCHAR", { case: "stringValue", value: "" }, ""],
    ["none", "VARCHAR", { case: undefined }, null],
    [
      "at",
      "TIMESTAMP WITH TIME ZONE",
      { case: "timestampValue", value: timestampFromDate(AT) },
      AT,
    ],
    ["yes", "BOOLEAN", { case: "boolValue", value: true }, true],
  ] as const;
  colony.answers(ExecuteQueryResponseSchema, {
    columns: cells.map(([name, type]) => ({ name, type })),
    rows: [{ values: cells.map(([, , kind]) => ({ kind })) }],
    truncated: true,
    rowLimit: 1,
  });

  const rows = await coral.db.query("SELECT …");

  assertEquals(rows[0], Object.fromEntries(cells.map(([name, , , cell]) => [name, cell])));
  assertEquals([rows.truncated, rows.rowLimit, rows.columns[0]?.type], [true, 1, "BIGINT"]);
});

Deno.test("lists and structs keep their members' types", async () => {
  await using colony = await TestColony.start();
  colony.answers(ExecuteQueryResponseSchema, {
    columns: [{ name: "l", type: "HUGEINT[]" }, { name: "s", type: "STRUCT(a BIGINT)" }],
    rows: [{
      values: [
        {
          kind: {
            case: "listValue",
            value: { values: [{ kind: { case: "stringValue", value: "3" } }] },
          },
        },
        {
          kind: {
            case: "structValue",
            value: { fields: [{ name: "a", value: { kind: { case: "int64Value", value: 1n } } }] },
          },
        },
      ],
    }],
  });

  assertEquals((await coral.db.query("SELECT …"))[0], { l: [3], s: { a: 1 } });
});

Deno.test("columns that share a name keep their own properties", async () => {
  await using colony = await TestColony.start();
  const one = { kind: { case: "int64Value", value: 1n } } as const;
  const two = { kind: { case: "int64Value", value: 2n } } as const;
  colony.answers(ExecuteQueryResponseSchema, {
    columns: [{ name: "n" }, { name: "n" }, { name: "__proto__" }],
    rows: [{ values: [one, two, one] }],
  });

  const rows = await coral.db.query("SELECT …");

  assertEquals(Object.entries(rows[0] ?? {}), [["n", 1], ["n_2", 2], ["__proto__", 1]]);
  assertEquals(rows.columns.map(({ name }) => name), ["n", "n", "__proto__"]);
});

Deno.test("a refusal carries the rule that was broken", async () => {
  await using colony = await TestColony.start();
  colony.fails(3, "this table cannot be read: secrets", "TABLE_NOT_ALLOWED", { position: "14" });

  const error = await assertRejects(
    () => coral.db.query("SELECT * FROM secrets"),
    coral.CoralError,
  );

  assertEquals(
    [error.code, error.reason, error.metadata["position"]],
    ["INVALID_ARGUMENT", "TABLE_NOT_ALLOWED", "14"],
  );
});

Deno.test("maxRows is checked", async () => {
  await assertRejects(() => coral.db.query("SELECT 1", { maxRows: 10_001 }), RangeError, "10001");
});
