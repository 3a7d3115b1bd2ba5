import * as coral from "./mod.ts";
import { timestampOf } from "./internal/range.ts";
import { assertEquals, assertRejects } from "./testing/assert.ts";
import { TestColony } from "./testing/colony.ts";
import {
  GetErrorRateSeriesRequest,
  GetErrorRateSeriesResponse,
  GetErrorRatesRequest,
  GetErrorRatesResponse,
  GetPercentileSeriesRequest,
  GetPercentileSeriesResponse,
  GetPercentilesRequest,
  GetPercentilesResponse,
} from "./testing/gen/coral/colony/v1/query_pb.ts";

const FROM = new Date("2026-03-01T10:00:00Z");
const TO = new Date("2026-03-01T11:00:00Z");
const RANGE = { from: timestampOf(FROM), to: timestampOf(TO) };
const WIDENED = [{ code: "WINDOW_WIDENED", message: "widened" }];
const PERCENTILES = {
  values: [5, 9],
  unit: "nanoseconds",
  sampleCount: 7n,
  source: "spans",
  relativeError: 0.01,
};

Deno.test("getPercentiles asks about all services, the usual three by default", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetPercentilesResponse, {});

  await coral.metrics.getPercentiles();

  assertEquals(colony.lastCall.method, "/coral.colony.v1.QueryService/GetPercentiles");
  const request = GetPercentilesRequest.decode(colony.lastCall.message);
  assertEquals(
    [request.service, request.metric, request.percentiles, request.timeRangeMs],
    ["", "http.server.duration", [0.5, 0.95, 0.99], 0n],
  );
});

Deno.test("getPercentiles takes metric, quantiles, services and window", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetPercentilesResponse, {});

  await coral.metrics.getPercentiles({
    metric: "heap",
    quantiles: [0.9],
    service: "a",
    namespace: "shop",
    region: "eu",
    rangeMs: 60_000,
  });

  const request = GetPercentilesRequest.decode(colony.lastCall.message);
  assertEquals(
    [request.service, request.namespace, request.region, request.metric, request.percentiles],
    ["a", "shop", "eu", "heap", [0.9]],
  );
  assertEquals(request.timeRangeMs, 60_000n);
});

Deno.test("getPercentiles has an entry for each service, and what it was made of", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetPercentilesResponse, {
    services: [{ service: "a", percentiles: PERCENTILES }],
    percentiles: [0.5, 0.99],
    servicesWithoutData: 3,
    appliedRange: RANGE,
    notes: WIDENED,
  });

  const answer = await coral.metrics.getPercentiles({ quantiles: [0.5, 0.99] });

  assertEquals([...answer], [{
    service: "a",
    values: [5, 9],
    unit: "nanoseconds",
    samples: 7,
    source: "spans",
    relativeError: 0.01,
  }]);
  assertEquals(answer.withoutData, 3);
  assertEquals(answer.range, { from: FROM, to: TO });
  assertEquals(answer.notes, WIDENED);
});

Deno.test("getErrorRates has the counts of each service", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetErrorRatesResponse, {
    services: [{ service: "a", errors: { rate: 0.25, errorCount: 1n, totalCount: 4n } }],
    appliedRange: RANGE,
  });

  const answer = await coral.metrics.getErrorRates({ namespace: "shop" });

  assertEquals([...answer], [{ service: "a", rate: 0.25, errorCount: 1, totalCount: 4 }]);
  assertEquals(answer.withoutData, 0);
  const request = GetErrorRatesRequest.decode(colony.lastCall.message);
  assertEquals([request.service, request.namespace], ["", "shop"]);
});

Deno.test("getPercentileSeries has the points of each service", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetPercentileSeriesResponse, {
    services: [{ service: "a", points: [{ start: RANGE.from, percentiles: PERCENTILES }] }],
    appliedRange: RANGE,
  });

  const [a] = await coral.metrics.getPercentileSeries({ service: "a", stepMs: 300_000 });

  assertEquals(a?.points.map(({ start, values, samples }) => ({ start, values, samples })), [
    { start: FROM, values: [5, 9], samples: 7 },
  ]);
  const request = GetPercentileSeriesRequest.decode(colony.lastCall.message);
  assertEquals([request.service, request.stepMs], ["a", 300_000n]);
});

Deno.test("getErrorRateSeries has the points of each service", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetErrorRateSeriesResponse, {
    services: [{
      service: "a",
      points: [{ start: RANGE.from, errors: { rate: 1, errorCount: 2n, totalCount: 2n } }],
    }],
  });

  const answer = await coral.metrics.getErrorRateSeries({ stepMs: 60_000 });

  assertEquals([...answer], [
    { service: "a", points: [{ start: FROM, rate: 1, errorCount: 2, totalCount: 2 }] },
  ]);
  const request = GetErrorRateSeriesRequest.decode(colony.lastCall.message);
  assertEquals([request.service, request.stepMs], ["", 60_000n]);
});

Deno.test("no data of any service is an empty array, never a row of zeros", async () => {
  await using colony = await TestColony.start();
  colony.fails(5, "no data for any service", "NO_DATA");

  const answer = await coral.metrics.getPercentiles();

  assertEquals([...answer], []);
  assertEquals([answer.withoutData, answer.range], [NaN, null]);
  assertEquals([...await coral.metrics.getErrorRates()], []);
  assertEquals([...await coral.metrics.getPercentileSeries({ stepMs: 60_000 })], []);
  assertEquals([...await coral.metrics.getErrorRateSeries({ stepMs: 60_000 })], []);
});

Deno.test("an unknown metric and too many points are thrown", async () => {
  await using colony = await TestColony.start();
  colony.fails(5, 'unknown metric "heaps"', "UNKNOWN_METRIC", { hint: "did you mean heap?" });
  const unknown = await assertRejects(
    () => coral.metrics.getPercentiles({ metric: "heaps" }),
    coral.CoralError,
  );
  assertEquals(unknown.hint, "did you mean heap?");

  colony.fails(8, "too many points", "LIMIT_EXCEEDED");
  const many = await assertRejects(
    () => coral.metrics.getErrorRateSeries({ stepMs: 60_000 }),
    coral.CoralError,
  );
  assertEquals(many.reason, "LIMIT_EXCEEDED");
});

Deno.test("a wrong quantile or step is refused before anything is asked", async () => {
  await using colony = await TestColony.start();

  await assertRejects(
    () => coral.metrics.getPercentiles({ quantiles: [0.5, 99] }),
    RangeError,
    "p99 is 0.99",
  );
  for (const stepMs of [0, -60_000, 90_000, NaN, Infinity]) {
    await assertRejects(() => coral.metrics.getErrorRateSeries({ stepMs }), RangeError, "stepMs");
  }

  assertEquals(colony.calls.length, 0);
});
