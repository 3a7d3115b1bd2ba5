import * as coral from "./mod.ts";
import { timestampOf } from "./internal/range.ts";
import { assertEquals } from "./testing/assert.ts";
import { TestColony } from "./testing/colony.ts";
import {
  GetPercentileRequest,
  GetPercentileResponse,
  GetServiceResponse,
  ListServicesRequest,
  ListServicesResponse,
} from "./testing/gen/coral/colony/v1/query_pb.ts";

const SEEN = new Date("2026-03-01T10:00:00Z");

Deno.test("list returns services that can be asked", async () => {
  await using colony = await TestColony.start();
  colony.answers(ListServicesResponse, {
    services: [
      { name: "orders", namespace: "shop", instanceCount: 2, lastSeen: timestampOf(SEEN) },
      { name: "cart" },
    ],
  });

  const [orders, cart] = await coral.services.list({ all: true, region: "eu" });

  assertEquals(
    [orders?.name, orders?.namespace, orders?.instanceCount, orders?.lastSeen],
    ["orders", "shop", 2, SEEN],
  );
  assertEquals([cart?.namespace, cart?.lastSeen], ["", null]);
  const request = ListServicesRequest.decode(colony.lastCall.message);
  assertEquals([request.includeMetricsOnly, request.region], [true, "eu"]);

  colony.answers(GetPercentileResponse, { value: 7 });
  assertEquals(await orders?.metrics.getP99("heap", 60_000), 7);
  const asked = GetPercentileRequest.decode(colony.lastCall.message);
  assertEquals(
    [asked.service, asked.namespace, asked.metric, asked.timeRangeMs, asked.percentile],
    ["orders", "shop", "heap", 60_000n, 0.99],
  );
});

Deno.test("a service merged from several namespaces is asked in all of them", async () => {
  await using colony = await TestColony.start();
  colony.answers(GetServiceResponse, { service: { name: "orders", namespace: "lab,shop" } });
  const orders = await coral.services.get("orders");
  colony.answers(GetPercentileResponse, { value: 7 });

  await orders.metrics.getP50();

  assertEquals(GetPercentileRequest.decode(colony.lastCall.message).namespace, "");
});
