// Which services are slow? Run it with
//   coral run slow-services.ts --param threshold=500
// or, without any setup, on the bundled sample:
//   coral run slow-services.ts --demo
import * as coral from "@coral/sdk";

const thresholdMs = coral.params.number("threshold", { default: 500 });

for (const service of await coral.services.list()) {
  const p99Ms = await service.metrics.getP99() / 1_000_000; // durations are nanoseconds
  if (p99Ms > thresholdMs) { // never so for NaN, which stands for no data
    console.log(`${service.name}: P99 is ${p99Ms.toFixed(1)} ms`);
  }
}
