// Which services fail together? Counts, for each pair, the minutes in which both had errors, and sets
// it beside what chance would give.
import * as coral from "@coral/sdk";

interface Minute {
  timestamp: Date;
  service_name: string;
}

const minutes = await coral.db.query<Minute>(
  "SELECT timestamp, service_name FROM service_summary WHERE error_count > 0",
);

const failing = new Map<string, Set<number>>();
for (const { timestamp, service_name } of minutes) {
  const seen = failing.get(service_name) ?? new Set<number>();
  failing.set(service_name, seen.add(timestamp.getTime()));
}
const allMinutes = new Set(minutes.map(({ timestamp }) => timestamp.getTime())).size;

const pairs = [];
const services = [...failing.keys()].sort();
for (const [i, a] of services.entries()) {
  for (const b of services.slice(i + 1)) {
    const [ofA, ofB] = [failing.get(a)!, failing.get(b)!];
    const both = [...ofA].filter((minute) => ofB.has(minute)).length;
    const byChance = ofA.size * ofB.size / allMinutes;
    if (both > 0) {
      pairs.push({ a, b, both, lift: both / byChance });
    }
  }
}
pairs.sort((x, y) => y.both - x.both || y.lift - x.lift);

console.log(`${services.length} services had errors, in ${allMinutes} different minutes.\n`);
for (const { a, b, both, lift } of pairs.slice(0, 10)) {
  console.log(`${a} and ${b}: ${both} minutes together, ${lift.toFixed(1)} times chance`);
}
