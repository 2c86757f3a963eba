// SQLite for the page: the wasm of the package @sqlite.org/sqlite-wasm from npm, with our script in place of its own, in a
// folder of the build cache named after what it is made of. Prints the folder.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { FILES, SCRIPTS } from "../sqlite/files.js";

const root = join(import.meta.dirname, "../..");
const sources = join(root, "static/sqlite");
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "loopline/sqlite");

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);
const lock = readFileSync(join(sources, "package-lock.json"));
const made_of = ["package-lock.json", ...SCRIPTS].map((name) => readFileSync(join(sources, name)));
const folder = join(cache, `sqlite-${sha256(made_of.join("\0") + readFileSync(import.meta.filename))}`);

const make = () => {
  const npm = join(cache, `npm-${sha256(lock)}`);
  const dist = join(npm, "node_modules/@sqlite.org/sqlite-wasm/dist");
  if (!existsSync(dist)) {
    mkdirSync(npm, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(sources, name), join(npm, name));
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["ci", "--prefix", npm, ...options], { stdio: ["ignore", 2, 2] });
  }
  const half = `${folder}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  for (const name of FILES) copyFileSync(join(dist, name), join(half, name));
  for (const name of SCRIPTS) copyFileSync(join(sources, name), join(half, name));
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
};

if (!existsSync(folder)) make();
utimesSync(folder, new Date(), new Date());
console.log(folder);
