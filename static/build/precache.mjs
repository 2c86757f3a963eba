// After each build: tells the service worker which files the page is made of, so that it works
// offline after the first visit, and has a new version when any of them has changed.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

// What is larger is kept when somebody first uses it, not sent to every visitor; the program itself always is.
const LARGEST = 1_000_000;
const PROGRAM = /^[^/]*_bg\.wasm$/;
// Kept when somebody first uses it, too: the editor and the engine of programs in Python.
const LATER = /^(editor\/|python\/)/;
// For those who come from elsewhere, by a search or a link, and for pages of others: never kept.
const NEVER = /^(lessons|frames)\/|^frame\.js$/;

const folder = process.env.TRUNK_STAGING_DIR;
const worker = join(folder, "sw.js");

const files = {};
const later = {};
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const name = relative(folder, path).split(sep).join("/");
  if (!entry.isFile() || path === worker || NEVER.test(name)) continue;
  const used = LATER.test(name);
  if (!used && statSync(path).size > LARGEST && !PROGRAM.test(name)) continue;
  const hash = createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
  (used ? later : files)[name] = hash;
}

let source = readFileSync(worker, "utf8");
for (const [name, list] of Object.entries({ FILES: files, LATER: later })) {
  // Empty, or filled in before the engine was built.
  const placeholder = new RegExp(`^const ${name} = \\{.*\\};$`, "m");
  if (!placeholder.test(source)) throw new Error(`sw.js has no ${name} to fill in`);
  const sorted = Object.fromEntries(Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1)));
  source = source.replace(placeholder, () => `const ${name} = ${JSON.stringify(sorted)};`);
}
writeFileSync(worker, source);
