import * as coral from "./mod.ts";
import { timestampOf } from "./internal/range.ts";
import { assertEquals, assertRejects } from "./testing/assert.ts";
import { TestColony } from "./testing/colony.ts";
import {
  DescribeTablesRequest,
  DescribeTablesResponse,
  ExecuteQueryRequest,
  ExecuteQueryResponse,
  PlanQueryResponse,
  type Value,
} from "./testing/gen/coral/colony/v1/query_pb.ts";

const AT = new Date("2026-03-01T10:00:00Z");

Deno.test("query returns rows by column, typed", async () => {
  await using colony = await TestColony.start();
  const cells = [
    ["n", "BIGINT", { $case: "int64Value", value: 7n }, 7],
    ["big", "BIGINT", { $case: "int64Value", value: 2n ** 60n }, 2n ** 60n],
    ["sum", "HUGEINT", { $case: "stringValue", value: "405" }, 405],
    ["huge", "HUGEINT", { $case: "stringValue", value: (2n ** 100n).toString() }, 2n ** 100n],
    ["price", "DECIMAL(18,2)", { $case: "stringValue", value: "-12.50" }, -12.5],
    ["long", "DECIMAL(38,0)", { $case: "stringValue", value: "1".repeat(30) }, "1".repeat(30)],
    ["nan", "DOUBLE", { $case: "doubleValue", value: NaN }, NaN],
    ["text", "VARCHAR", { $case: "stringValue", value: "405" }, "405"],
    ["empty", "VARCHAR", { $case: "stringValue", value: "" }, ""],
    ["none", "VARCHAR", undefined, null],
    [
      "at",
      "TIMESTAMP WITH TIME ZONE",
      { $case: "timestampValue", value: timestampOf(AT) },
      AT,
    ],
    ["yes", "BOOLEAN", { $case: "boolValue", value: true }, true],
  ] as const;
  colony.answers(ExecuteQueryResponse, {
    columns: cells.map(([name, type]) => ({ name, type })),
    rows: [{ values: cells.map(([, , kind]) => ({ kind })) }],
    truncated: true,
    rowLimit: 1,
  });

  const rows = await coral.db.query("SELECT …");

  assertEquals(rows[0], Object.fromEntries(cells.map(([name, , , cell]) => [name, cell])));
  assertEquals([rows.truncated, rows.rowLimit, rows.columns[0]?.type], [true, 1, "BIGINT"]);
});

Deno.test("members of lists, structs and maps keep their types", async () => {
  await using colony = await TestColony.start();
  const text = (value: string) => ({ kind: { $case: "stringValue", value } }) as const;
  const list = (...values: Value[]) =>
    ({ kind: { $case: "listValue", value: { values } } }) as const;
  const struct = (fields: Record<string, Value>) => ({
    kind: {
      $case: "structValue",
      value: { fields: Object.entries(fields).map(([name, value]) => ({ name, value })) },
    },
  } as const);
  const cells = [
    ["HUGEINT[]", list(text("3")), [3]],
    ["HUGEINT[2][]", list(list(text("3"), text("4"))), [[3, 4]]],
    ["STRUCT(a HUGEINT, b VARCHAR)", struct({ a: text("3"), b: text("3") }), { a: 3, b: "3" }],
    [
      'STRUCT("a, (b" DECIMAL(18,2), "q""" HUGEINT[])',
      struct({ "a, (b": text("1.50"), 'q"': list(text("3")) }),
      { "a, (b": 1.5, 'q"': [3] },
    ],
    ["MAP(VARCHAR, STRUCT(n HUGEINT))", struct({ k: struct({ n: text("3") }) }), { k: { n: 3 } }],
    ["A NEW TYPE(HUGEINT)", struct({ k: text("3") }), { k: "3" }],
  ] as const;
  colony.answers(ExecuteQueryResponse, {
    columns: cells.map(([type], i) => ({ name: `c${i}`, type })),
    rows: [{ values: cells.map(([, value]) => value) }],
  });

  const [row] = await coral.db.query("SELECT …");

  assertEquals(Object.values(row ?? {}), cells.map(([, , cell]) => cell));
});

Deno.test("columns that share a name keep their own properties", async () => {
  await using colony = await TestColony.start();
  const one = { kind: { $case: "int64Value", value: 1n } } as const;
  const two = { kind: { $case: "int64Value", value: 2n } } as const;
  colony.answers(ExecuteQueryResponse, {
    columns: [{ name: "n" }, { name: "n" }, { name: "__proto__" }, { name: "n_2" }],
    rows: [{ values: [one, two, one, two] }],
  });

  const rows = await coral.db.query("SELECT …");

  assertEquals(Object.entries(rows[0] ?? {}), [
    ["n", 1],
    ["n_3", 2],
    ["__proto__", 1],
    ["n_2", 2],
  ]);
  assertEquals(rows.columns.map(({ name }) => name), ["n", "n", "__proto__", "n_2"]);
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

Deno.test("parameters travel as data of their types", async () => {
  await using colony = await TestColony.start();
  colony.answers(ExecuteQueryResponse, {});

  await coral.db.query("SELECT …", {
    params: {
      a: null,
      b: true,
      c: 5,
      d: 0.5,
      e: 2n ** 62n,
      f: "'; DROP",
      g: AT,
      h: [1, "x"],
      i: 1e300,
    },
  });

  const { parameters } = ExecuteQueryRequest.decode(colony.lastCall.message);
  const sent = Object.fromEntries(
    Object.entries(parameters).map(([name, { kind }]) => [name, [kind?.$case, kind?.value]]),
  );
  const list = parameters["h"]?.kind;
  assertEquals(
    [sent["a"], sent["b"], sent["c"], sent["d"], sent["e"], sent["f"], sent["i"]],
    [
      [undefined, undefined],
      ["boolValue", true],
      ["int64Value", 5n],
      ["doubleValue", 0.5],
      ["int64Value", 2n ** 62n],
      ["stringValue", "'; DROP"],
      ["doubleValue", 1e300],
    ],
  );
  assertEquals(sent["g"]?.[0], "timestampValue");
  assertEquals(
    list?.$case === "listValue" && list.value.values.map(({ kind }) => kind?.value),
    [1n, "x"],
  );
});

Deno.test("parameters that no statement takes are refused at once", async () => {
  const ask = (value: unknown) => () =>
    coral.db.query("SELECT …", { params: { p: value as coral.db.SqlParameter } });

  await assertRejects(ask(2n ** 63n), RangeError, "64 bits");
  await assertRejects(ask(new Date(NaN)), RangeError, "invalid date");
  await assertRejects(ask({}), TypeError, "'p'");
  await assertRejects(ask([[1]]), TypeError, "'p'");
  await assertRejects(ask(undefined), TypeError, "'p'");
});

Deno.test("the tag makes a parameter of each value", async () => {
  await using colony = await TestColony.start();
  colony.answers(ExecuteQueryResponse, {});

  await coral.db.sql`SELECT '\d' FROM t WHERE a = ${"x' OR '"} AND b IN ${[1, 2]}`;
  const plain = ExecuteQueryRequest.decode(colony.lastCall.message);
  await coral.db.sql({ rangeMs: 60_000 })`SELECT ${1}`;
  const ranged = ExecuteQueryRequest.decode(colony.lastCall.message);

  assertEquals(plain.sql, "SELECT '\\d' FROM t WHERE a = $1 AND b IN $2");
  assertEquals(plain.parameters["1"]?.kind?.value, "x' OR '");
  assertEquals(plain.timeRangeMs, 0n);
  assertEquals([ranged.sql, ranged.timeRangeMs], ["SELECT $1", 60_000n]);
});

Deno.test("plan tells how a statement would run", async () => {
  await using colony = await TestColony.start();
  colony.answers(PlanQueryResponse, {
    sql: "SELECT 1 LIMIT 10000",
    columns: [{ name: "1", type: "INTEGER" }],
    rowLimit: 10_000n,
    notes: [{ code: "LIMIT_INJECTED", message: "a limit" }],
  });

  assertEquals(await coral.db.plan("SELECT 1"), {
    sql: "SELECT 1 LIMIT 10000",
    columns: [{ name: "1", type: "INTEGER", key: "1" }],
    rowLimit: 10_000,
    range: null,
    notes: [{ code: "LIMIT_INJECTED", message: "a limit" }],
  });
});

Deno.test("schema describes tables", async () => {
  await using colony = await TestColony.start();
  const table = {
    name: "trace_summary",
    parameters: [],
    meaning: "traces",
    columns: [{ name: "duration_ns", type: "BIGINT", unit: "nanoseconds", meaning: "longest" }],
  };
  colony.answers(DescribeTablesResponse, { tables: [table] });

  assertEquals(await coral.db.schema("trace_summary"), [table]);
  assertEquals(
    DescribeTablesRequest.decode(colony.lastCall.message).table,
    "trace_summary",
  );
});
