// The demos in Python under changes of their waits, in the worker's wasm: with all waits noted, and with each of them at the length
// that it has, a demo leaves its record byte for byte; with those of any line at zero the record breaks no law.
//
//     node tests/python/changes.mjs FOLDER [NAME...]     FOLDER is dist/python
//
// The laws are checked by `cargo test`, which is given the records.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compiled, difference, events, ready } from "./engine.mjs";
import { beside, demosInPython, text } from "./recorded.mjs";

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error("usage: node tests/python/changes.mjs FOLDER [NAME...]");
const LIMIT = 300_000;
/// A loop whose pause is nothing goes on for ever.
const LIMIT_OF_ZERO = 20_000;
const hasPostgres = readdirSync(folder).some((file) => file.startsWith("postgres-"));
const engine = await ready(await compiled(folder));
const kept = mkdtempSync(path.join(tmpdir(), "loopline-changed-"));
let [demos, runs, wrong] = [0, 0, 0];

const compare = (name, how, plain, record) => {
  const found = difference(plain, record);
  if (!found) return;
  wrong += 1;
  console.log(`${name}, ${how}: the record differs ${found.slice(0, 1_000)}`);
};

for (const { name, program } of demosInPython()) {
  if (wanted.length && !wanted.includes(name)) continue;
  const source = text(program);
  if (/^import asyncpg/m.test(source) && !hasPostgres) {
    console.log(`left out, without PostgreSQL in ${folder}: ${name}`);
    continue;
  }
  const run = (changes, limit = LIMIT) => engine.run({ file: `${name}.py`, source, beside: beside(program), limit, changes });
  const plain = await run(undefined);
  compare(name, "with its waits noted", plain, await run([]));
  const places = [...new Set(engine.waits().map(([, place]) => place))];
  // Both with as many changes in their heads, which make it another version of the file.
  const same = places.map((place) => `${place}: x1`);
  const none = places.map(() => "line 1000000: x1");
  const facts = (record) => record.slice(record.indexOf('\n"schema":'));
  compare(name, "with each wait at its own length", facts(await run(none)), facts(await run(same)));
  // Of a line all waits, whoever waits.
  const lines = [...new Set(places.map((place) => place.replace(/(line \d+).*$/s, "$1")))];
  for (const [at, line] of lines.entries()) {
    const record = await run([`${line}: zero`], LIMIT_OF_ZERO);
    runs += 1;
    // Under node a thread of the program is a call within the step that waits for it, which the laws have no room for.
    const hasThreads = [...events(record)].some(({ thread }) => thread > 0);
    if (!hasThreads) writeFileSync(path.join(kept, `${name}-${at}.json`), record);
  }
  demos += 1;
}
try {
  const test = ["test", "--quiet", "--locked", "--features", "cli", "--test", "trace", "kept_records"];
  execFileSync("cargo", test, { env: { ...process.env, LOOPLINE_RECORDS: kept }, stdio: "inherit" });
} catch {
  wrong += 1;
}
rmSync(kept, { recursive: true });
console.log(`${demos} demos leave the same record with each wait at its own length; ${runs} runs with the waits of a line at zero${wrong ? `; ${wrong} wrong` : ""}`);
process.exit(wrong ? 1 : 0);
