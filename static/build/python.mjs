// After each build: the Python engine, as files that the page fetches when they are wanted. The programs of the course, in
// both languages, trunk copies with the folder of the demos.
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { FILES as POSTGRES_FILES } from "../postgres/files.js";
import { FILES as SQLITE_FILES } from "../sqlite/files.js";

const root = join(import.meta.dirname, "../..");
const staging = process.env.TRUNK_STAGING_DIR;
const engine = execFileSync("bash", [join(root, "static/build/engine.sh"), "find"], { encoding: "utf8" }).trim();
if (engine) {
  mkdirSync(join(staging, "python"), { recursive: true });
  // Named by the hash, as every large file is: kept by browsers, and script and wasm never of two builds. Packs have names of
  // their own, each with a hash of what is in it: a new engine leaves those that are the same where they are.
  const name = `worker-${basename(engine)}`;
  copyFileSync(join(engine, "worker_bg.js"), join(staging, "python", `${name}_bg.js`));
  copyFileSync(join(engine, "worker_bg.wasm"), join(staging, "python", `${name}_bg.wasm`));
  for (const file of readdirSync(engine).filter((file) => file.endsWith(".pack"))) {
    copyFileSync(join(engine, file), join(staging, "python", file));
  }
  const filled = { "worker-none": name };
  for (const [name, called, files] of [
    ["postgres", "PostgreSQL", POSTGRES_FILES],
    ["sqlite", "SQLite", SQLITE_FILES],
  ]) {
    try {
      const folder = execFileSync("node", [join(root, `static/build/${name}.mjs`)], { encoding: "utf8" }).trim();
      cpSync(folder, join(staging, "python", basename(folder)), { recursive: true });
      const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
      const blank = `${name.toUpperCase()}_BYTES =`;
      Object.assign(filled, { [`${name}-none`]: basename(folder), [`${blank} 1;`]: `${blank} ${bytes};` });
    } catch (error) {
      // An engine without it is better than none.
      console.error(`The Python engine has no ${called}: ${error.message}`);
    }
  }
  const worker = join(staging, "python-worker.js");
  const source = readFileSync(worker, "utf8");
  let text = source;
  for (const [blank, value] of Object.entries(filled)) {
    if (!text.includes(blank)) throw new Error(`python-worker.js has no ${blank} to fill in`);
    text = text.replace(blank, value);
  }
  writeFileSync(worker, text);
} else {
  console.error("No Python engine of these sources is built yet, so the page runs no Python: static/build/engine.sh builds it.");
}
