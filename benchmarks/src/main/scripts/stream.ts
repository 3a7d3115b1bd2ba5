// Reads every cell of a stream, a few times over, and prints the rows per second of each round.
import * as coral from "@coral/sdk";

const sql = coral.params.string("sql");
const rounds = coral.params.number("rounds");
const byBatches = coral.params.string("how") === "batches";

type Row = {
  at: Date;
  service_name: string;
  request_count: number;
  avg_duration_ns: number;
  has_error: boolean;
  minute: number;
};

for (let round = 0; round < rounds; round++) {
  const start = performance.now();
  const stream = coral.db.stream<Row>(sql, { maxRows: 5_000_000 });
  let rows = 0;
  let total = 0;
  if (byBatches) {
    for await (const batch of stream.batches()) {
      rows += batch.rowCount;
      for (const column of batch.columns) {
        total += column.length;
      }
    }
  } else {
    for await (const row of stream) {
      rows++;
      total += row.at.getTime() + row.service_name.length + row.request_count +
        row.avg_duration_ns + (row.has_error ? 1 : 0) + row.minute;
    }
  }
  const seconds = (performance.now() - start) / 1000;
  if (rows !== 5_000_000 || stream.stats.truncated || total === 0) {
    throw new Error(`the stream brought ${rows} rows`);
  }
  console.log(String(Math.round(rows / seconds)));
}
