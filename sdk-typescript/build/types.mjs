// Declarations for editors and type checks: the SDK's own public modules, and the API of the embedded
// Deno for editors that know nothing of Deno.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const work = join("target", "types");
const folder = join("dist", "types");

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
mkdirSync(folder, { recursive: true });
writeDeno();
writeSdk();
cpSync("starter", join("dist", "starter"), { recursive: true });

/** Without its references to libraries that only Deno's own compiler has, and with what they hold. */
function writeDeno() {
  const text = node("node_modules/deno/bin.cjs", "types");
  const timers = readFileSync(join("build", "timers.d.ts"), "utf8");
  writeFileSync(
    join(folder, "deno.d.ts"),
    text.replaceAll(/^\/\/\/ <reference .*\n/gm, "") + timers,
  );
}

/** Deno wants imports to name the file that is there. */
function writeSdk() {
  node("node_modules/typescript/bin/tsc", "-p", "build/tsconfig.types.json");
  for (const name of readdirSync(work).filter((name) => name.endsWith(".d.ts"))) {
    const text = readFileSync(join(work, name), "utf8");
    writeFileSync(join(folder, name), text.replaceAll(/ from "(.*)\.ts";$/gm, ' from "$1.d.ts";'));
  }
}

function node(...args) {
  return execFileSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    maxBuffer: 64 << 20,
    stdio: ["ignore", "pipe", "inherit"],
  });
}
