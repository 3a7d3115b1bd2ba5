// Bundles the SDK for the embedded copy, as few and as short files as can be, since every start of a
// script reads all of them: one shared chunk, so that the preload and the script's own import hold the
// same instance of the run's configuration, and modules that only name what is in it.
import { build } from "esbuild";
import { rm, writeFile } from "node:fs/promises";

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: ["mod.ts", "preload.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  target: "es2023",
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true, // stacks and whoever prints a function show them
  legalComments: "inline",
  logLevel: "warning",
});

const { CoralError, ...modules } = await import("../dist/mod.js");
await writeFile("dist/error.js", `export { ${CoralError.name} } from "./mod.js";\n`);
for (const [name, module] of Object.entries(modules)) {
  const names = Object.keys(module).join(", ");
  const text = `import { ${name} } from "./mod.js";\nexport const { ${names} } = ${name};\n`;
  await writeFile(`dist/${name}.js`, text);
}
