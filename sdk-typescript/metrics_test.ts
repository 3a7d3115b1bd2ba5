import * as coral from "./mod.ts";
import { timestampOf } from "./internal/range.ts";
import { assertEquals, assertRejects } from "./testing/assert.ts";
import { TestColony } from "./testing/colony.ts";
import {
  GetErrorRateResponse,
  GetPercentileRequest,
  GetPercentileResponse,
} from "./testing/gen/coral/colony/v1/query_pb.ts";

const FROM = new Date("2026-03-01T10:00:00Z");
const TO = new Date("2026-03-01T11:00:00Z");
const RANGE = { from: timestampOf(FROM), to: timestampOf(TO) };

Deno.test("getPercentile asks as the wire wants it and returns a plain number", async () => {
  await using colony = await TestColony.start("secret");
  colony.answers(GetPercentileResponse, { value: 892_100_000, unit: "nanoseconds" });

  const p99 = await coral.metrics.getPercentile("payments", "http.server.duration", 0.99, 300_000);

  assertEquals(p99, 892_100_000);
  assertEquals(colony.lastCall.method, "/coral.colony.v1.QueryService/GetPercentile");
  assertEquals(colony.lastCall.authorization, "Bearer secret");
  assertEquals(colony.lastCall.timeout, "30000m");
  const request = GetPercentileRequest.decode(colony.lastCall.message);
  assertEquals(
    [request.service, request.metric, request.percentile, request.timeRangeMs],
    ["payments", "http.server.duration", 0.99, 300_000n],
  );
});

Deno.test("getPercentileDetailed tells unit, samples, source, bound and range", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetPercentileResponse, {
    value: 5,
    unit: "bytes",
    sampleCount: 7n,
    source: "heap",
    relativeError: 0.01,
    appliedRange: RANGE,
    notes: [{ code: "WINDOW_WIDENED", message: "widened" }],
  });

  assertEquals(await coral.metrics.getPercentileDetailed("a", "heap", 0.5), {
    value: 5,
    unit: "bytes",
    samples: 7,
    source: "heap",
    relativeError: 0.01,
    range: { from: FROM, to: TO },
    notes: [{ code: "WINDOW_WIDENED", message: "widened" }],
  });
});

Deno.test("an absolute range and filters reach the wire", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetPercentileResponse, { value: 1 });

  await coral.metrics.getP99("a", undefined, {
    from: FROM,
    to: "2026-03-01T11:00:00Z",
    region: "eu",
  });

  const request = GetPercentileRequest.decode(colony.lastCall.message);
  assertEquals(request.range?.from?.seconds, RANGE.from.seconds);
  assertEquals(request.range?.to?.seconds, RANGE.to.seconds);
  assertEquals([request.region, request.metric, request.timeRangeMs], [
    "eu",
    "http.server.duration",
    0n,
  ]);
});

Deno.test("no data is NaN, never zero", async () => {
  await using colony = await TestColony.start();
  colony.fails(5, "no data for payments", "NO_DATA");

  assertEquals(await coral.metrics.getP99("payments"), NaN);
  assertEquals(await coral.metrics.getErrorRate("payments"), NaN);
  assertEquals((await coral.metrics.getErrorRateDetailed("payments")).totalCount, 0);
  assertEquals((await coral.system.getMetrics("payments")).cpu_percent, NaN);
});

Deno.test("an unknown name throws a CoralError with the colony's hint", async () => {
  await using colony = await TestColony.start();
  colony.fails(5, 'unknown service "paymets"', "UNKNOWN_SERVICE", {
    hint: "did you mean payments?",
  });

  const error = await assertRejects(() => coral.metrics.getP99("paymets"), coral.CoralError);

  assertEquals(
    [error.code, error.reason, error.hint],
    ["NOT_FOUND", "UNKNOWN_SERVICE", "did you mean payments?"],
  );
  assertEquals(error.message, 'unknown service "paymets"\nhint: did you mean payments?');
});

Deno.test("a quantile outside [0, 1] is refused before anything is asked", async () => {
  await using colony = await TestColony.start();

  await assertRejects(() => coral.metrics.getPercentile("a", "b", 99), RangeError, "p99 is 0.99");
  await assertRejects(() => coral.metrics.getPercentile("a", "b", NaN), RangeError, "NaN");
  await assertRejects(() => coral.metrics.getPercentile("a", "b", -0.1), RangeError);
  await assertRejects(() => coral.metrics.getErrorRate("a", -5), RangeError, "-5");
  await assertRejects(() => coral.metrics.getErrorRate("a", { from: FROM }), TypeError, "'to'");
  await assertRejects(() => coral.metrics.getErrorRate("a", { from: TO, to: FROM }), RangeError);

  assertEquals(colony.calls.length, 0);
});

Deno.test("an error rate comes with its counts", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetErrorRateResponse, { rate: 0.25, errorCount: 1n, totalCount: 4n });

  assertEquals(await coral.metrics.getErrorRateDetailed("a"), {
    rate: 0.25,
    errorCount: 1,
    totalCount: 4,
    range: null,
    notes: [],
  });
});

Deno.test("a colony that is not there is UNAVAILABLE, with a hint", async () => {
  const gone = await TestColony.start();
  await gone[Symbol.asyncDispose]();

  const error = await assertRejects(() => coral.metrics.getP99("a"), coral.CoralError);

  assertEquals(error.code, "UNAVAILABLE");
  assertEquals(error.hint.includes("coral colony start"), true);
});

Deno.test("a colony that does not answer is DEADLINE_EXCEEDED", async () => {
  await using _ = await TestColony.start();

  const error = await assertRejects(
    () => coral.metrics.getP99("a", undefined, { timeoutMs: 50 }),
    coral.CoralError,
  );

  assertEquals(error.code, "DEADLINE_EXCEEDED");
});

Deno.test("a caller can give up", async () => {
  await using _ = await TestColony.start();

  await assertRejects(
    () => coral.metrics.getErrorRate("a", { signal: AbortSignal.abort(new RangeError("enough")) }),
    RangeError,
    "enough",
  );
});
