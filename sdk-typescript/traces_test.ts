import * as coral from "./mod.ts";
import { assertEquals, assertRejects } from "./testing/assert.ts";
import { TestColony } from "./testing/colony.ts";
import {
  FindErrorTracesResponse,
  FindSlowTracesRequest,
  FindSlowTracesResponse,
} from "./testing/gen/coral/colony/v1/query_pb.ts";

Deno.test("findSlow returns an array that knows the true number", async () => {
  await using colony = await TestColony.start();
  colony.answers(FindSlowTracesResponse, {
    traces: [{ traceId: "a".repeat(32), durationNs: 1_523_000_000n, service: "payments" }],
    totalCount: 12n,
  });

  const slow = await coral.traces.findSlow("payments", 500_000_000, 3600_000);

  assertEquals([slow.length, slow.totalCount, slow[0]?.durationNs], [1, 12, 1_523_000_000]);
  assertEquals(JSON.parse(JSON.stringify(slow)).length, 1);
  const request = FindSlowTracesRequest.decode(colony.lastCall.message);
  assertEquals(
    [request.minDurationNs, request.timeRangeMs, request.limit],
    [500_000_000n, 3_600_000n, 0],
  );
});

Deno.test("findErrors without any is an empty array", async () => {
  await using colony = await TestColony.start();
  colony.answers(FindErrorTracesResponse, {});

  const failed = await coral.traces.findErrors("payments", { limit: 5 });

  assertEquals([failed.length, failed.totalCount], [0, 0]);
});

Deno.test("bad thresholds and limits are refused before anything is asked", async () => {
  await using colony = await TestColony.start();

  await assertRejects(() => coral.traces.findSlow("a", -1), RangeError, "-1");
  await assertRejects(() => coral.traces.findSlow("a", 1.5), RangeError, "1.5");
  await assertRejects(() => coral.traces.findSlow("a", 0, { limit: 0 }), RangeError, "limit");

  assertEquals(colony.calls.length, 0);
});
