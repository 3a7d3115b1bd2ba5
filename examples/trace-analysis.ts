// Where do the slowest traces spend their time? Shows the slowest traces of the system, and the longest
// request of each service in them.
import * as coral from "@coral/sdk";

const count = coral.params.number("traces", { default: 3 });
const ms = (nanoseconds: number) => `${(nanoseconds / 1_000_000).toFixed(1)}ms`;

interface Part {
  service_name: string;
  duration_ns: number | null;
  error_count: number;
}

const slowest = await coral.traces.findSlow("", 0, { limit: count });
console.log(`The ${slowest.length} slowest of ${slowest.totalCount} traces\n`);

for (const trace of slowest) {
  console.log(`${trace.traceId}  ${ms(trace.durationNs)}  ${trace.rootService}`);
  const parts = await coral.db.query<Part>(`
    SELECT service_name, duration_ns, error_count
    FROM trace_summary
    WHERE trace_id = '${trace.traceId}' AND service_name <> '${trace.rootService}'
    ORDER BY duration_ns DESC NULLS LAST
    LIMIT 5
  `);
  for (const { service_name, duration_ns, error_count } of parts) {
    const took = duration_ns === null ? "called others only" : ms(duration_ns);
    console.log(`  ${service_name}: ${took}${error_count > 0 ? `, ${error_count} errors` : ""}`);
  }
}
