// Holds the SDK to what JSR and its users ask for, with the Deno that is embedded.
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const folder = join("target", "deno");
const [platform] = readdirSync(folder);
const [binary] = readdirSync(join(folder, platform));
const deno = join(folder, platform, binary);
const entryPoints = readdirSync(".").filter((name) => /^[a-z]+\.ts$/.test(name));
const sources = [".", "internal", "testing"].flatMap((folder) =>
  readdirSync(folder).filter((name) => name.endsWith(".ts")).map((name) => join(folder, name))
);
const documented = entryPoints.filter((name) => name !== "preload.ts" && name !== "types.ts");

run("fmt", "--check");
run("lint");
run("check", ...sources);
run("doc", "--lint", ...documented);
run("test", "--allow-net=127.0.0.1", "--allow-env", "--quiet");
run("publish", "--dry-run", "--allow-dirty");

checkStarter();

/** A new script's folder as `coral script init` makes it, for editors with Deno and without. */
function checkStarter() {
  const folder = join("target", "starter");
  rmSync(folder, { recursive: true, force: true });
  cpSync(join("dist", "starter"), folder, { recursive: true });
  cpSync(join("dist", "types"), join(folder, ".coral", "types"), { recursive: true });
  run("check", "--config", join(folder, "deno.json"), join(folder, "slow-services.ts"));
  const tsc = spawnSync(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "--noEmit", "-p", folder],
    { encoding: "utf8" },
  );
  if (tsc.status !== 0) {
    console.error(`tsc -p ${folder}\n${tsc.stdout}\n${tsc.stderr}`);
    process.exit(1);
  }
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(deno, args, {
    encoding: "utf8",
    env: {
      ...process.env,
      NO_COLOR: "1",
      DENO_NO_UPDATE_CHECK: "1",
      DENO_DIR: "target/deno-cache",
    },
  });
  if (status !== 0) {
    console.error(`deno ${args.join(" ")}\n${stdout}\n${stderr}`);
    process.exit(1);
  }
  if (args[0] === "test") {
    console.log(stdout.trim().split("\n").at(-1)); // how many passed
  }
}
