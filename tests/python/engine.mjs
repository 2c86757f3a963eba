// The engine under node, as static/python-worker.js has it in the page: its memory is kept once it is ready, and put back
// before each program.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const PAGE = 65536;
const IMPORTS = "./worker_bg.js";

/// The engine of a folder, as dist/python has one: { script, wasm }, the script's address and the wasm's bytes.
export const find = (folder) => {
  const name = readdirSync(folder).find((name) => /^worker.*_bg\.js$/.test(name));
  if (!name) throw new Error(`there is no engine in ${folder}`);
  const script = path.resolve(folder, name);
  return { script: pathToFileURL(script).href, wasm: readFileSync(script.replace(/\.js$/, ".wasm")) };
};

let made = 0;

/// An instance of its own: { engine, memory }, its functions and its linear memory.
export const instance = async (script, module) => {
  made += 1;
  // Each import of another address is a script of its own.
  const engine = await import(`${script}?${made}`);
  const { exports } = await WebAssembly.instantiate(module, { [IMPORTS]: { ...engine } });
  engine.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return { engine, memory: exports.memory };
};

/// What its memory holds.
export const kept = (memory) => new Uint8Array(memory.buffer).slice();

/// Puts that back.
export const restore = (memory, kept) => {
  const missing = kept.byteLength - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(kept);
  bytes.fill(0, kept.byteLength);
};

/// An order to run a program, exactly unless said otherwise.
export const order = (file, source, others = {}) =>
  JSON.stringify({ version: 1, order: "run", ticket: 1, file, source, measured: false, limit: 200_000, typed: [], typed_all: true, live: null, ...others });
