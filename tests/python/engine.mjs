// The engine as it is shipped, the worker's wasm, under node: an instance whose memory is kept once it is ready, and put
// back before each program, as in the page; and what a record says, as CPython's records say it.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PAGE = 65536;
/// Under which name the wasm imports its script.
const IMPORTS = "./worker_bg.js";
/// The version of the messages: that of the worker's script.
const VERSION = Number(/^const VERSION = (\d+);$/m.exec(readFileSync(new URL("../../static/python-worker.js", import.meta.url), "utf8"))[1]);
/// A memory does not shrink: one that programs have made larger than this is left for another.
export const MOST_GROWN = 64 * 1024 * 1024;

/// What a folder like dist/python holds, worker*_bg.js and its wasm, for threads to share.
export const compiled = async (folder) => {
  const name = readdirSync(folder).find((name) => /^worker.*_bg\.js$/.test(name));
  if (!name) throw new Error(`there is no engine in ${folder}`);
  const script = path.resolve(folder, name);
  const module = await WebAssembly.compile(readFileSync(script.replace(/\.js$/, ".wasm")));
  return { module, script: pathToFileURL(script).href };
};

let made = 0;

/// What the worker's script has for the engine: the packs, which lie beside it.
const giving = (folder) => ({
  // PostgreSQL answers for the program that runs.
  exchange: (messages, moment) => database.exchange(messages.slice(), moment),
  slept: () => database.slept(),
  // And SQLite.
  sqlite: (call) => databases.call(call.slice()),
  // Of a run while it goes on nothing is kept.
  grown() {},
  pack(file) {
    const whole = path.join(folder, `${file}.pack`);
    if (!existsSync(whole)) throw "there is none";
    return new Uint8Array(readFileSync(whole));
  },
});

/// The parts of PostgreSQL, which lie beside the engine, once one program has asked for them; and the server of the one that runs.
let postgres;
let database;

/// Starts PostgreSQL for a program that asks for it, as the worker's script does.
const startPostgres = async (folder, seed) => {
  if (!postgres) {
    const found = readdirSync(folder).find((name) => name.startsWith("postgres-"));
    if (!found) throw new Error(`there is no PostgreSQL in ${folder}`);
    const server = await import(pathToFileURL(path.resolve(folder, found, "server.js")).href);
    postgres = { server, parts: await server.load(async (name) => readFileSync(path.join(folder, found, name))) };
  }
  database = await postgres.server.start(postgres.parts, seed);
};

/// The parts of SQLite, once one program has asked for them; and the SQLite of the one that runs.
let sqlite;
let databases;

/// Starts SQLite for a program that asks for it, as the worker's script does. `answer` answers its questions.
const startSqlite = async (folder, answer) => {
  if (!sqlite) {
    const found = readdirSync(folder).find((name) => name.startsWith("sqlite-"));
    if (!found) throw new Error(`there is no SQLite in ${folder}`);
    const script = await import(pathToFileURL(path.resolve(folder, found, "sqlite.js")).href);
    sqlite = { script, parts: await script.load(async (name) => readFileSync(path.join(folder, found, name))) };
  }
  databases = await sqlite.script.start(sqlite.parts, answer);
};

/// An instance of its own: its functions and its memory.
export const instance = async ({ module, script }) => {
  made += 1;
  globalThis.loopline ??= giving(path.dirname(fileURLToPath(script)));
  // Each import of another address is a script of its own.
  const engine = await import(`${script}?${made}`);
  const { exports } = await WebAssembly.instantiate(module, { [IMPORTS]: { ...engine } });
  engine.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return { engine, memory: exports.memory };
};

/// What a memory holds.
export const keep = (memory) => new Uint8Array(memory.buffer).slice();

/// Puts that back.
export const restore = (memory, kept) => {
  const missing = kept.byteLength - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(kept);
  bytes.fill(0, kept.byteLength);
};

/// An order to run a program: at once, exactly, with an empty input, if it does not say otherwise.
export const order = ({ file, source, beside = [], typed = [], typed_all = true, ...asked }) =>
  JSON.stringify({ version: VERSION, order: "run", ticket: 1, measured: false, live: null, python: { file, source, beside, typed, typed_all }, ...asked });

/// An engine that is ready. Its `run` takes what is asked of a run and gives the record, as a trace file; what goes wrong
/// with the engine itself is thrown, and the next program has another.
export const ready = async (engine) => {
  let now;
  let kept;
  /// The memory after the packages of the last program that has some were imported: { modules, memory }.
  let imported = null;
  const fresh = async () => {
    imported = null;
    now = await instance(engine);
    if (!kept) {
      now.engine.prepare(false);
      kept = keep(now.memory);
    }
  };
  await fresh();
  const run = async (asked) => {
    const before = Math.max(kept.byteLength, imported?.memory.byteLength ?? 0);
    if (now.memory.buffer.byteLength > before + MOST_GROWN) await fresh();
    restore(now.memory, kept);
    try {
      const message = order(asked);
      // As the worker does.
      const modules = now.engine.imported_modules(message);
      if (modules && imported?.modules === modules) {
        restore(now.memory, imported.memory);
      } else if (modules) {
        if (now.memory.buffer.byteLength > kept.byteLength + MOST_GROWN) {
          await fresh();
          restore(now.memory, kept);
        }
        now.engine.import_packages(modules);
        imported = { modules, memory: keep(now.memory) };
      }
      if (now.engine.asks_postgres(message)) {
        const [, seed] = (asked.beside ?? []).find(([name]) => name === "seed.sql") ?? [];
        await startPostgres(path.dirname(fileURLToPath(engine.script)), seed);
      }
      if (now.engine.asks_sqlite(message)) {
        await startSqlite(path.dirname(fileURLToPath(engine.script)), (question) => now.engine.answer_sqlite(question));
      }
      return new TextDecoder().decode(now.engine.run(message));
    } catch (error) {
      await fresh();
      throw error;
    }
  };
  /// The values that were read of the last run, if some were asked for.
  const inspected = () => JSON.parse(now.engine.inspected());
  return { run, inspected };
};

/// The events of a trace file that the records know, each with its moment, its thread (the loop's is 0) and how many events
/// before it its cause lies; 0 is none.
export function* events(file) {
  const { schema, strings, events } = JSON.parse(file);
  const kinds = schema.kinds.map((kind) => kind.split(" ")[0]);
  let t = 0;
  for (const [kind, dt, thread, back, ...fields] of events) {
    t += dt;
    yield { t, kind: kinds[kind], thread, back, fields, schema, strings };
  }
}

/// A line of a record.
export const line = (head, what) => `${head} ${what}`.trimEnd() + "\n";

/// What a program wrote and how it ended, as record.py writes it.
export const said = (file) => {
  let written = "";
  let status = 0;
  for (const { t, kind, fields, schema, strings } of events(file)) {
    if (kind === "output") written += line(`${t}`.padStart(9), `${schema.stream[fields[0]] === "out" ? "out" : "err"} ${strings[fields[1]]}`);
    if (kind !== "run_ended") continue;
    const why = schema.status[fields[0]];
    const error = strings[fields[1]] ?? "";
    const exit = /^exit status (\d+)$/.exec(error);
    status = why === "deadlock" ? why : why === "returned" ? 0 : exit ? Number(exit[1]) : error.startsWith("KeyboardInterrupt") ? 130 : 1;
  }
  written = written.replace(/0x[0-9a-f]*/g, "0x");
  return `${written}${status === "deadlock" ? status : `exit ${status}`}\n`;
};

/// A wake-up that does not say who brought it about: each follows from a future that was settled, and that from what the
/// loop was running then, if it was (`asyncio.run` settles some itself), or from the thread whose work it stands for.
/// Nothing if there is none.
export const unexplained = (file) => {
  const all = [...events(file)];
  const busy = [];
  const ofThreads = new Set();
  let running = 0;
  for (const [at, { kind, thread, back, fields, schema }] of all.entries()) {
    if (kind === "handle_began" && !thread) running += 1;
    if (kind === "handle_ended" && !thread) running -= 1;
    busy.push(running > 0);
    if (kind === "future_created" && schema.of[fields[2]] === "thread") ofThreads.add(fields[0]);
    if (kind !== "handle_scheduled" || !schema.what[fields[1]].startsWith("wakeup")) continue;
    const settled = back ? all[at - back] : null;
    if (settled?.kind !== "future_settled" || ((busy[at - back] || ofThreads.has(settled.fields[0])) && !settled.back)) return `event ${at}: nobody is said to have woken the task\n`;
  }
  return null;
};

/// What differs, from the first such line on; nothing if nothing does.
export const difference = (expected, actual) => {
  if (expected === actual) return null;
  const [ours, theirs] = [actual, expected].map((text) => text.split("\n"));
  let at = 0;
  while (ours[at] === theirs[at]) at += 1;
  const lines = (all) => all.slice(at, at + 5).map((line) => `    ${line}\n`).join("");
  return `from line ${at + 1}, CPython\n${lines(theirs)}  the engine\n${lines(ours)}`;
};
