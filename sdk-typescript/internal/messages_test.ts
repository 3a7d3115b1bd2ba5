import { BinaryWriter } from "@bufbuild/protobuf/wire";
import {
  ExecuteQueryResponse,
  GetServiceRequest,
  ListServicesResponse,
  RowBatch,
  Value,
} from "../gen/coral/colony/v1/query_pb.ts";
import { assertEquals, assertThrows } from "../testing/assert.ts";
import * as colony from "../testing/gen/coral/colony/v1/query_pb.ts";
import { bytesOf } from "../testing/colony.ts";
import { decoded, encoded } from "./messages.ts";

/** A length-delimited field. */
function field(number: number, ...bytes: number[]): number[] {
  return [number << 3 | 2, bytes.length, ...bytes];
}

Deno.test("numbers, texts and messages are read in any order", () => {
  const batch = { rowCount: -2, columns: [{ nulls: Uint8Array.of(0, 4) }, {}] };
  const bytes = bytesOf(colony.RowBatch, batch);
  const columnFirst = Uint8Array.from([...field(2), ...bytes]);

  assertEquals(decoded(RowBatch, bytes).rowCount, -2);
  assertEquals(decoded(RowBatch, bytes).columns[0]?.nulls, Uint8Array.of(0, 4));
  assertEquals(decoded(RowBatch, columnFirst).columns.length, 3);
});

Deno.test("fields that only a newer colony knows are passed over", () => {
  const newer = new BinaryWriter()
    .uint32(99 << 3 | 0).int64(2n ** 60n)
    .uint32(98 << 3 | 1).double(1.5)
    .uint32(97 << 3 | 2).string("new")
    .uint32(96 << 3 | 5).float(1.5)
    .finish();
  const known = bytesOf(colony.ExecuteQueryResponse, { rowLimit: 7, columns: [{ name: "n" }] });

  const { rowLimit, columns } = decoded(
    ExecuteQueryResponse,
    Uint8Array.from([...newer, ...known, ...newer]),
  );

  assertEquals([rowLimit, columns[0]?.name], [7, "n"]);
});

Deno.test("a message that is cut within a field is refused", () => {
  const bytes = bytesOf(colony.ListServicesResponse, {
    services: [{ name: "orders", instanceCount: 300, lastSeen: { seconds: 1n, nanos: 2 } }],
  });
  for (let length = 1; length < bytes.length; length++) {
    assertThrows(() => decoded(ListServicesResponse, bytes.subarray(0, length)), "premature EOF");
  }
});

Deno.test("what no field has as a tag does not end a message", () => {
  const name = field(1, 0x61);
  for (const tag of [0, 4, 0x0b, 0x0c, 0x0f]) {
    for (const service of [[tag], [...name, tag, ...name], [tag, ...name]]) {
      const bytes = Uint8Array.from([...field(1, ...service), ...field(1, ...name)]);
      assertThrows(() => decoded(ListServicesResponse, bytes), "illegal tag");
    }
    assertThrows(() => decoded(ListServicesResponse, Uint8Array.of(tag)), "illegal tag");
  }
});

Deno.test("text that is no UTF-8 is refused, not mended", () => {
  const bytes = Uint8Array.from(field(1, ...field(1, 0x61, 0xff)));

  assertThrows(() => decoded(ListServicesResponse, bytes), "not valid");
});

Deno.test("messages within messages have an end", () => {
  const nested = (depth: number) => {
    let value: Value = {};
    for (let i = 0; i < depth; i++) {
      value = { kind: { $case: "listValue", value: { values: [value] } } };
    }
    return encoded(Value, value);
  };

  assertEquals(decoded(Value, nested(40)).kind?.$case, "listValue");
  assertThrows(() => decoded(Value, nested(60)), "recursion limit");
  assertThrows(() => decoded(Value, nested(1_000)), "recursion limit");
});

Deno.test("what a script gives as null is left out", () => {
  const bytes = encoded(GetServiceRequest, {
    name: null as unknown as string,
    namespace: undefined as unknown as string,
  });

  assertEquals(colony.GetServiceRequest.decode(bytes), { name: "", namespace: "" });
});
