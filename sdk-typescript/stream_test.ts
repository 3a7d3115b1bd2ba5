import * as coral from "./mod.ts";
import { framed } from "./internal/frames.ts";
import { timestampOf } from "./internal/range.ts";
import { assertEquals, assertRejects, assertThrows } from "./testing/assert.ts";
import { bytesOf, statusWith, TestColony } from "./testing/colony.ts";
import {
  type DeepPartial,
  StreamQueryRequest,
  StreamQueryResponse,
} from "./testing/gen/coral/colony/v1/query_pb.ts";

type Message = DeepPartial<StreamQueryResponse>;

const FROM = new Date("2026-03-01T10:00:00Z");
const TO = new Date("2026-03-01T11:00:00Z");

function head(...columns: { name: string; type: string }[]): Message {
  const appliedRange = { from: timestampOf(FROM), to: timestampOf(TO) };
  return { part: { $case: "head", value: { columns, rowLimit: 100n, appliedRange } } };
}

const NUMBER = { name: "n", type: "BIGINT" };

function numbers(...values: bigint[]): Message {
  const bytes = new Uint8Array(BigInt64Array.from(values).buffer);
  return batch(values.length, [{ values: { $case: "int64Values", value: bytes } }]);
}

function batch(
  rowCount: number,
  columns: {
    nulls?: Uint8Array;
    // deno-lint-ignore no-explicit-any -- any case of the message
    values: any;
  }[],
): Message {
  return { part: { $case: "batch", value: { rowCount, columns } } };
}

function texts(...values: string[]): { $case: "textValues"; value: unknown } {
  const encoded = values.map((value) => new TextEncoder().encode(value));
  let end = 0;
  const ends = Uint32Array.from(encoded, ({ length }) => end += length);
  const utf8 = new TextEncoder().encode(values.join(""));
  return { $case: "textValues", value: { utf8, ends: new Uint8Array(ends.buffer) } };
}

function end(rowCount: number): Message {
  const notes = [{ code: "LIMIT_INJECTED", message: "a limit" }];
  return {
    part: {
      $case: "end",
      value: { rowCount: BigInt(rowCount), truncated: true, notes, workedMs: 7n },
    },
  };
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}

Deno.test("stream hands over rows, columns and stats", async () => {
  await using colony = await TestColony.start();
  colony.streams(StreamQueryResponse, [head(NUMBER), numbers(1n, 2n), numbers(3n), end(3)]);

  const rows = coral.db.stream("SELECT …", { maxRows: 5, timeoutMs: 9_000 });
  assertThrows(() => rows.stats, "after the last row");

  assertEquals(await collected(rows), [{ n: 1 }, { n: 2 }, { n: 3 }]);
  assertEquals(await rows.columns, [{ name: "n", type: "BIGINT", key: "n" }]);
  assertEquals(rows.stats, {
    rowCount: 3,
    truncated: true,
    rowLimit: 100,
    range: { from: FROM, to: TO },
    notes: [{ code: "LIMIT_INJECTED", message: "a limit" }],
    workedMs: 7,
  });
  const request = StreamQueryRequest.decode(colony.lastCall.message);
  assertEquals([request.sql, request.maxRows, request.maxWorkMs], ["SELECT …", 5n, 9_000n]);
});

Deno.test("cells of every kind keep their values", async () => {
  await using colony = await TestColony.start();
  const bytes = (array: ArrayBufferView<ArrayBuffer>) => new Uint8Array(array.buffer);
  const micros = BigInt64Array.of(BigInt(FROM.getTime()) * 1000n + 999n, -1n, 0n);
  const longs = BigInt64Array.of(-1n, 2n ** 53n - 1n, 7n);
  const beyond = BigInt64Array.of(-(2n ** 63n), 2n ** 53n, 7n);
  const third = Uint8Array.of(4); // the third is NULL
  const cells = [
    ["whole", "BIGINT", { $case: "int64Values", value: bytes(longs) }, [-1, 2 ** 53 - 1, null]],
    ["big", "BIGINT", { $case: "int64Values", value: bytes(beyond) }, [
      -(2n ** 63n),
      2n ** 53n,
      null,
    ]],
    ["real", "DOUBLE", { $case: "doubleValues", value: bytes(Float64Array.of(NaN, -0, 1)) }, [
      NaN,
      -0,
      null,
    ]],
    ["truth", "BOOLEAN", { $case: "boolValues", value: Uint8Array.of(1, 0, 1) }, [
      true,
      false,
      null,
    ]],
    ["at", "TIMESTAMP WITH TIME ZONE", { $case: "timestampValues", value: bytes(micros) }, [
      FROM,
      new Date(-1),
      null,
    ]],
    ["ascii", "VARCHAR", texts("", "plain text", ""), ["", "plain text", null]],
    ["text", "VARCHAR", texts("größer", "😀", ""), ["größer", "😀", null]],
    ["huge", "HUGEINT", texts("405", (2n ** 100n).toString(), ""), [405, 2n ** 100n, null]],
    ["price", "DECIMAL(18,2)", texts("-12.50", "0.00", ""), [-12.5, 0, null]],
  ] as const;
  const list = (...values: string[]) => ({
    kind: {
      $case: "listValue",
      value: { values: values.map((value) => ({ kind: { $case: "stringValue", value } })) },
    },
  });
  const columns = cells.map(([, , values]) => ({ values, nulls: third }));
  colony.streams(StreamQueryResponse, [
    head(
      ...cells.map(([name, type]) => ({ name, type })),
      { name: "list", type: "HUGEINT[]" },
    ),
    batch(3, [
      ...columns,
      {
        nulls: new Uint8Array(0),
        values: { $case: "mixedValues", value: { values: [list("1", "2"), list(), {}] } },
      },
    ]),
    end(3),
  ]);

  const rows = await collected(coral.db.stream("SELECT …"));

  for (const [name, , , expected] of cells) {
    assertEquals(rows.map((row) => row[name]), expected);
  }
  assertEquals(rows.map((row) => row["list"]), [[1, 2], [], null]);
});

Deno.test("batches hold numbers as plain as they are", async () => {
  await using colony = await TestColony.start();
  colony.streams(StreamQueryResponse, [head(NUMBER), numbers(1n, 2n), end(2)]);

  const batches = await collected(coral.db.stream("SELECT …").batches());

  assertEquals(batches, [{ rowCount: 2, columns: [Float64Array.of(1, 2)] }]);
});

Deno.test("columns that share a name keep their own properties", async () => {
  await using colony = await TestColony.start();
  const one = { values: { $case: "boolValues", value: Uint8Array.of(1) } };
  colony.streams(StreamQueryResponse, [
    head(...["n", "n", "__proto__", "7"].map((name) => ({ name, type: "BOOLEAN" }))),
    batch(1, [one, one, one, one]),
    end(1),
  ]);

  const [row] = await collected(coral.db.stream("SELECT …"));

  assertEquals(Object.keys(row ?? {}).toSorted(), ["7", "__proto__", "n", "n_2"]);
  assertEquals(Object.getPrototypeOf(row), Object.prototype);
});

Deno.test("frames may be cut anywhere", async () => {
  const messages = [head(NUMBER), numbers(1n, 2n), numbers(), numbers(3n), end(3)];
  const bytes = messages.flatMap((message) => [
    ...framed(
      bytesOf(StreamQueryResponse, message),
    ),
  ]);
  for (const size of [1, 3, 7, 64, bytes.length]) {
    await using colony = await TestColony.start();
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      pieces.push(Uint8Array.from(bytes.slice(at, at + size)));
    }
    colony.streamsBytes(pieces);

    assertEquals(await collected(coral.db.stream("SELECT …")), [{ n: 1 }, { n: 2 }, { n: 3 }]);
  }
});

Deno.test("a stream without its end was cut off", async () => {
  for (const ending of ["trailers", "connection lost"] as const) {
    await using colony = await TestColony.start();
    colony.streams(StreamQueryResponse, [head(NUMBER), numbers(1n)], ending);

    const error = await assertRejects(
      () => collected(coral.db.stream("SELECT …")),
      coral.CoralError,
      "cut off",
    );

    assertEquals(error.code, "UNAVAILABLE");
  }
});

Deno.test("a message without its end was cut off", async () => {
  await using colony = await TestColony.start();
  const whole = framed(
    bytesOf(StreamQueryResponse, head(NUMBER)),
  );
  colony.streamsBytes([whole.subarray(0, whole.length - 1)]);

  await assertRejects(() => collected(coral.db.stream("SELECT …")), coral.CoralError, "cut off");
});

Deno.test("a failure at the end is thrown with all that it says", async () => {
  await using colony = await TestColony.start();
  const failure = statusWith(8, "out of memory", "LIMIT_EXCEEDED", {
    hint: "less",
    limit: "memory",
  });
  colony.streams(StreamQueryResponse, [
    head(NUMBER),
    numbers(1n),
    { part: { $case: "end", value: { failure } } },
  ]);

  const error = await assertRejects(
    () => collected(coral.db.stream("SELECT …")),
    coral.CoralError,
    "out of memory",
  );

  assertEquals(
    [error.code, error.reason, error.hint, error.metadata["limit"]],
    ["RESOURCE_EXHAUSTED", "LIMIT_EXCEEDED", "less", "memory"],
  );
});

Deno.test("a refusal is thrown to the reader, and to who asks for columns", async () => {
  await using colony = await TestColony.start();
  colony.fails(3, "this table cannot be read", "TABLE_NOT_ALLOWED", { position: "14" });
  const rows = coral.db.stream("SELECT * FROM secrets");

  const error = await assertRejects(() => collected(rows), coral.CoralError);

  assertEquals([error.reason, error.metadata["position"]], ["TABLE_NOT_ALLOWED", "14"]);
  await assertRejects(() => rows.columns, coral.CoralError);
});

Deno.test("what no colony says is refused", async () => {
  const cells = (value: Uint8Array) => batch(1, [{ values: { $case: "int64Values", value } }]);
  const badTexts = {
    $case: "textValues",
    value: { utf8: new Uint8Array(3), ends: Uint8Array.of(4, 0, 0, 0) },
  };
  const streams: Message[][] = [
    [numbers(1n), end(1)],
    [head(NUMBER), head(NUMBER), end(0)],
    [head(NUMBER), numbers(1n), end(2)],
    [head(NUMBER), cells(new Uint8Array(7)), end(1)],
    [head(NUMBER, NUMBER), numbers(1n), end(1)],
    [head(NUMBER), batch(2 ** 31 - 1, [{ values: undefined }]), end(1)],
    [head(NUMBER), batch(1, [{ values: badTexts }]), end(1)],
    [head(NUMBER), batch(-1, []), end(1)],
  ];
  for (const messages of streams) {
    await using colony = await TestColony.start();
    colony.streams(StreamQueryResponse, messages);

    await assertRejects(
      () => collected(coral.db.stream("SELECT …")),
      coral.CoralError,
      "no colony says",
    );
  }
});

Deno.test("leaving the loop tells the colony to stop", async () => {
  await using colony = await TestColony.start();
  colony.streams(StreamQueryResponse, [head(NUMBER), numbers(1n, 2n)], "never");

  for await (const row of coral.db.stream("SELECT …")) {
    assertEquals(row, { n: 1 });
    break;
  }

  await colony.cancelled;
});

Deno.test("aborting tells the colony to stop", async () => {
  await using colony = await TestColony.start();
  colony.streams(StreamQueryResponse, [head(NUMBER), numbers(1n)], "never");
  const abort = new AbortController();

  await assertRejects(async () => {
    for await (const _ of coral.db.stream("SELECT …", { signal: abort.signal })) {
      abort.abort();
    }
  }, DOMException);

  await colony.cancelled;
});

Deno.test("a wait that is too long ends the stream", async () => {
  await using colony = await TestColony.start();
  colony.streams(StreamQueryResponse, [head(NUMBER), numbers(1n)], "never");

  const error = await assertRejects(
    () => collected(coral.db.stream("SELECT …", { timeoutMs: 200 })),
    coral.CoralError,
  );

  assertEquals(error.code, "DEADLINE_EXCEEDED");
  await colony.cancelled;
});

Deno.test("a reader that does not read stops the sender", async () => {
  await using colony = await TestColony.start();
  const values = Array.from({ length: 16_384 }, (_, i) => BigInt(i)); // 128 KiB
  let sent = 0;
  colony.streams(StreamQueryResponse, {
    *[Symbol.iterator]() {
      yield head(NUMBER);
      for (sent = 0; sent < 1_000; sent++) {
        yield numbers(...values);
      }
      yield end(1_000 * values.length);
    },
  });
  let [most, read] = [0, 0];

  for await (const { rowCount } of coral.db.stream("SELECT …").batches()) {
    read += rowCount;
    await new Promise((resolve) => setTimeout(resolve, 0));
    most = Math.max(most, sent - read / values.length);
    if (read >= 100 * values.length) {
      break;
    }
  }

  assertEquals(most < 100, true);
});

Deno.test("a stream can be read once", async () => {
  await using colony = await TestColony.start();
  colony.streams(StreamQueryResponse, [head(NUMBER), end(0)]);
  const rows = coral.db.stream("SELECT …");
  await collected(rows);

  await assertRejects(() => collected(rows), TypeError, "twice");
});

Deno.test("next without waiting gives each row once and in order", async () => {
  await using colony = await TestColony.start();
  colony.streams(StreamQueryResponse, [head(NUMBER), numbers(1n), numbers(2n), end(2)]);
  const rows = coral.db.stream("SELECT …")[Symbol.asyncIterator]();

  const results = await Promise.all([rows.next(), rows.next(), rows.next(), rows.next()]);

  assertEquals(results.map(({ value }) => value), [{ n: 1 }, { n: 2 }, undefined, undefined]);
});

Deno.test("an error of a stream tells where it was read", async () => {
  await using colony = await TestColony.start();
  const reading: [string, (rows: coral.db.RowStream<unknown>) => Promise<unknown>][] = [
    ["readRows", async function readRows(rows) {
      for await (const _ of rows);
    }],
    ["readBatches", async function readBatches(rows) {
      for await (const _ of rows.batches());
    }],
    ["readColumns", async function readColumns(rows) {
      await rows.columns;
    }],
  ];
  for (const [name, read] of reading) {
    const broken = name === "readColumns" ? [numbers(1n)] : [head(NUMBER), numbers(1n)];
    colony.streams(StreamQueryResponse, broken, "connection lost");

    const error = await assertRejects(() => read(coral.db.stream("SELECT …")), coral.CoralError);

    assertEquals(error.stack?.match(new RegExp(`at ${name} `, "g"))?.length, 1);
  }
});

Deno.test("an error that two read tells of the first", async () => {
  await using colony = await TestColony.start();
  colony.streams(StreamQueryResponse, [numbers(1n)]);
  const rows = coral.db.stream("SELECT …");
  const readers = [async function first() {
    await rows.columns;
  }, async function second() {
    await rows.columns;
  }];

  const [error] = await Promise.all(
    readers.map((read) => assertRejects(read, coral.CoralError)),
  );

  assertEquals(error?.stack?.includes("at first "), true);
});
