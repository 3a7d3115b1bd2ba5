// Bundles the SDK for the embedded copy: one entry a module, and one shared chunk, so that the
// preload and the script's own import hold the same instance of the run's configuration.
import { build } from "esbuild";
import { rm } from "node:fs/promises";

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: [
    "mod.ts",
    "services.ts",
    "metrics.ts",
    "traces.ts",
    "system.ts",
    "db.ts",
    "params.ts",
    "error.ts",
    "preload.ts",
  ],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  target: "es2023",
  legalComments: "inline",
  logLevel: "warning",
});
