// `trunk build` makes the page that static/build/page.mjs has made: the same files with the same content, but for the hashes
// in names, which trunk makes another way.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

const folder = "target/dist.trunk";
/// Trunk's own, which it leaves there.
const LOCK = ".trunk-lock";

/// A name of a file, and what a service worker's list says of its content.
const plain = (text) =>
  text
    .replace(/-[0-9a-f]{12,16}(?=(_bg)?\.[a-z])/g, "-HASH")
    .replace(/"[0-9a-f]{16}"/g, '"HASH"');

/// Text without hashes, and without order where names with hashes, or wasm-bindgen, made one: lists and lines are sorted.
const content = (text) =>
  plain(text)
    .replace(/ = (\{"[^\n]*\});$/gm, (_, list) => ` = ${list.slice(1, -1).split(",").sort()};`)
    .split("\n")
    .sort()
    .join("\n");

/// Path without hashes -> content: anything but text as it is.
const files = (folder) => {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== LOCK);
  const all = entries.map((entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = readFileSync(path);
    return [plain(relative(folder, path)), /\.(html|js)$/.test(path) ? content(bytes.toString()) : bytes.toString("base64")];
  });
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
};

rmSync(folder, { recursive: true, force: true });
execFileSync("trunk", ["build", "--release", "--locked", "--dist", folder], { stdio: ["ignore", "inherit", "inherit"] });
const [ours, theirs] = [files("dist"), files(folder)];
const others = [...new Set([...ours.keys(), ...theirs.keys()])].filter((name) => ours.get(name) !== theirs.get(name));
assert.deepEqual(others, [], `these differ between dist/ and ${folder}/`);
rmSync(folder, { recursive: true });
console.log(`${ours.size} files are the same.`);
