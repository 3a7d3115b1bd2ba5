// Names the services whose P99 is above a threshold in milliseconds:
//   coral run latency-check.ts --param threshold=500
import * as coral from "@coral/sdk";

const thresholdMs = coral.params.number("threshold", { default: 500 });
const windowMs = coral.params.duration("window", { default: 3_600_000 });

let slow = 0;
for (const svc of await coral.services.list()) {
  const p99Ms = await svc.metrics.getP99("http.server.duration", windowMs) / 1_000_000;
  if (p99Ms > thresholdMs) {
    console.log(`${svc.name}: P99 ${p99Ms.toFixed(1)}ms is above ${thresholdMs}ms`);
    slow++;
  }
}
console.log(slow === 0 ? `No P99 is above ${thresholdMs}ms.` : `${slow} service(s) too slow.`);
