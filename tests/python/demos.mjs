// The records of the demos in Python, tests/golden/NAME.json: made by the command line's engine, and of those with PostgreSQL, which
// the command line has not, by the page's worker in Chromium. Says which it wrote; `cargo test --test demos` reads them.
//
//     node tests/python/demos.mjs LOOPLINE FOLDER [--check] [NAME...]     --check compares, and writes nothing
//
// LOOPLINE is the native command line with Python, FOLDER dist/python.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { open } from "./page_engine.mjs";
import { TESTS, beside, demosInPython, exists, text } from "./recorded.mjs";

const [loopline, folder, ...options] = process.argv.slice(2);
const [check, wanted] = [options.includes("--check"), options.filter((option) => option !== "--check")];
if (!folder) throw new Error("usage: node tests/python/demos.mjs LOOPLINE FOLDER [--check] [NAME...]");
const LIMIT = 300_000;
const hasPostgres = readdirSync(folder).some((file) => file.startsWith("postgres-"));
let browser;
let differ = 0;

for (const { name, program } of demosInPython()) {
  if (wanted.length && !wanted.includes(name)) continue;
  const source = text(program);
  const golden = `golden/${name}.json`;
  let record;
  if (/^import asyncpg/m.test(source)) {
    if (!hasPostgres) {
      console.log(`left out, without PostgreSQL in ${folder}: ${name}`);
      continue;
    }
    browser ??= await open(folder, path.resolve(folder, "../python-worker.js"));
    record = await (await browser.ready(60_000)).run({ file: `${name}.py`, source, beside: beside(program), limit: LIMIT });
  } else {
    // A folder as the page has it: the program by the name of its record, and what lies beside it.
    const place = mkdtempSync(path.join(tmpdir(), "loopline-demo-"));
    const main = path.join(place, `${name}.py`);
    for (const [file, text] of [[`${name}.py`, source], ...beside(program)]) writeFileSync(path.join(place, file), text);
    record = execFileSync(loopline, ["run", main, "--format", "json"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 });
    rmSync(place, { recursive: true });
  }
  if (exists(golden) === record) continue;
  differ += 1;
  if (!check) writeFileSync(path.join(TESTS, golden), record);
  console.log(`${check ? "differs:" : "wrote"} tests/${golden}`);
}
await browser?.close();
process.exit(check && differ ? 1 : 0);
