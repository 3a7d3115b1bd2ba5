import { assertEquals } from "../testing/assert.ts";
import { dateOf, timestampOf } from "./range.ts";

Deno.test("dates travel to the millisecond, also those before 1970", () => {
  assertEquals(timestampOf(new Date(1_500)), { seconds: 1n, nanos: 500_000_000 });
  assertEquals(timestampOf(new Date(-1)), { seconds: -1n, nanos: 999_000_000 });
  for (const ms of [0, -1, -1_000, 1_772_359_200_001, 8.64e15, -8.64e15]) {
    assertEquals(dateOf(timestampOf(new Date(ms))), new Date(ms));
  }
});
