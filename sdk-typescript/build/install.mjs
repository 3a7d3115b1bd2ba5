// Installs what the lock file names, if it is not installed already, and puts the Deno binary of the
// wanted platform into target/deno, checked against its pinned SHA-512. npm alone does not do:
// it skips an optional package whose integrity is wrong, and exits with 0.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const asked = process.argv[2] ?? "this";
const platform = asked === "this" ? thisPlatform() : asked;
const stamp = "node_modules/.installed";
const lock = sha512("package-lock.json");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  npm("ci", "--ignore-scripts", "--no-audit", "--no-fund");
  writeFileSync(stamp, lock);
}
embedDeno();

function embedDeno() {
  const pinned = readFileSync("build/deno.sha512", "utf8")
    .split("\n")
    .map((line) => line.split(/\s+/))
    .find(([, path]) => path?.startsWith(`${platform}/`));
  if (!pinned) {
    fail(`there is no Deno for the platform ${platform}`);
  }
  const [expected, path] = pinned;
  const target = join("target", "deno", path);
  if (existsSync(target) && sha512(target) === expected) {
    return;
  }
  const { folder, dispose } = unpacked();
  const binary = join(folder, path.split("/")[1]);
  if (!existsSync(binary)) {
    fail(`npm did not install Deno for ${platform}`);
  }
  if (sha512(binary) !== expected) {
    fail(`the Deno binary for ${platform} is not the pinned one`);
  }
  mkdirSync(join("target", "deno", platform), { recursive: true });
  copyFileSync(binary, target);
  chmodSync(target, 0o755);
  dispose();
}

/** The package of the wanted platform: installed where it is this one, fetched where it is not. */
function unpacked() {
  const installed = join("node_modules", "@deno", platform);
  if (existsSync(installed)) {
    return { folder: installed, dispose: () => {} };
  }
  const { version } = JSON.parse(readFileSync("node_modules/deno/package.json", "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "coral-deno-"));
  npm("pack", "--silent", "--pack-destination", folder, `@deno/${platform}@${version}`);
  execFileSync("tar", ["xzf", join(folder, `deno-${platform}-${version}.tgz`), "-C", folder]);
  return {
    folder: join(folder, "package"),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function thisPlatform() {
  const os = { linux: "linux", darwin: "darwin", win32: "win32" }[process.platform];
  return `${os}-${process.arch}${process.platform === "linux" ? "-glibc" : ""}`;
}

function npm(...args) {
  execFileSync(process.platform === "win32" ? "npm.cmd" : "npm", args, {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function sha512(file) {
  return createHash("sha512").update(readFileSync(file)).digest("hex");
}

function fail(why) {
  console.error(`cannot install: ${why}`);
  process.exit(1);
}
