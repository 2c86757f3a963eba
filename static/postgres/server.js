// PostgreSQL for a program: PGlite, with its clock and its chance taken over. Put beside PGlite's own files by
// static/build/postgres.mjs, and used by the worker (static/python-worker.js) and by the tests under node.
//
// It is started from a folder of data that was made when the page was built, once for each run, and answers at once: what
// it waits for by itself (pg_sleep) passes on a clock of its own, and the program is told how long that was.

import { PGlite } from "./index.js";
import { unpacked } from "./data-folder.js";
import DEFAULT_SEED from "./default-seed.js";
import { FILES } from "./files.js";

/// The moment at which programs begin, in milliseconds since 1970: midnight, 1 January 2026, UTC.
const EPOCH = 1767225600_000;
/// So often an exchange looks at the time before that is taken for a sleep.
const LOOKS = 100_000;
/// The file that describes the tables of a program; one that has none gets those of static/postgres/seed.sql.
export const SEED = "seed.sql";
const decompressed = async (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/// What all starts have in common; `read` has the bytes of a file.
export const load = async (read) => {
  const [wasm, files, folder] = await Promise.all(FILES.map(read));
  return {
    module: await WebAssembly.compile(wasm),
    files: await decompressed(files),
    folder: unpacked(await decompressed(folder)),
  };
};

/// A message of a query.
const query = (text) => {
  const body = new TextEncoder().encode(`${text}\0`);
  const message = new Uint8Array(body.length + 5);
  message[0] = "Q".charCodeAt(0);
  new DataView(message.buffer).setUint32(1, body.length + 4);
  message.set(body, 5);
  return message;
};

/// The sentence of the first error in an answer, if there is one.
const failure = (answer) => {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  for (let at = 0; at + 5 <= answer.length; at += 1 + view.getUint32(at + 1)) {
    if (answer[at] !== "E".charCodeAt(0)) continue;
    const fields = new TextDecoder().decode(answer.subarray(at + 5, at + 1 + view.getUint32(at + 1))).split("\0");
    return fields.find((field) => field.startsWith("M"))?.slice(1) ?? "an error";
  }
  return null;
};

/// The clock and the chance of a server, as functions for its wasm.
const surroundings = () => {
  // In milliseconds. The wasm sleeps by looking at the time until it has come: each look after many lets a millisecond pass.
  // (EXPLAIN ANALYZE looks twice for each row, and does not sleep.)
  let now = EPOCH;
  let slept = 0;
  let looks = 0;
  let random = 0x9e3779b9;
  const look = () => {
    looks += 1;
    if (looks > LOOKS) slept += 1;
    return now + slept;
  };
  const imports = (memory) => ({
    emscripten_get_now: look,
    emscripten_date_now: () => now + slept,
    clock_time_get(clock, precision, at) {
      if (clock !== 0) look();
      new DataView(memory.buffer).setBigInt64(at, BigInt(Math.round((now + slept) * 1000)) * 1000n, true);
      return 0;
    },
    random_get(at, length) {
      fill(new Uint8Array(memory.buffer, at, length));
      return 0;
    },
  });
  /// Marsaglia's xorshift: the same in every run.
  const fill = (bytes) => {
    for (let place = 0; place < bytes.length; place += 1) {
      random ^= random << 13;
      random ^= random >>> 17;
      random ^= random << 5;
      bytes[place] = random;
    }
    return bytes;
  };
  return {
    imports,
    fill,
    at(moment) {
      now = EPOCH + moment;
      slept = looks = 0;
    },
    slept: () => slept,
  };
};

/// The functions that its device /dev/urandom asks, each with the object that has it: in a page, and in node.
const CHANCE = [
  [globalThis.crypto, "getRandomValues"],
  [globalThis.process?.getBuiltinModule?.("node:crypto"), "randomFillSync"],
].filter(([of]) => of);

/// Has them fill bytes so; returns what puts them back.
const replaced = (fill) => {
  const before = CHANCE.map(([of, name]) => of[name]);
  const set = (values) => CHANCE.forEach(([of, name], i) => Object.defineProperty(of, name, { value: values[i], configurable: true, writable: true }));
  set(CHANCE.map(() => fill));
  return () => set(before);
};

/// Starts a server; `seed` is the SQL of its tables, or nothing for the default ones.
export const start = async ({ module, files, folder }, seed) => {
  const own = surroundings();
  const { instantiate } = WebAssembly;
  // The only place at which its imports can be replaced.
  WebAssembly.instantiate = (what, imports) => {
    if (what === module) {
      const ours = own.imports(imports.env.memory);
      for (const of of Object.values(imports)) {
        for (const name of Object.keys(of)) if (name in ours) of[name] = ours[name];
      }
    }
    return instantiate.call(WebAssembly, what, imports);
  };
  const end = replaced(own.fill);
  let pglite;
  try {
    pglite = await PGlite.create({
      pgliteWasmModule: module,
      // Makes folders of data, and this one is made.
      initdbWasmModule: new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
      fsBundle: new Blob([files]),
      loadDataDir: new Blob([folder]),
    });
  } finally {
    WebAssembly.instantiate = instantiate;
    end();
  }
  let ended = null;
  const exchange = (messages, moment) => {
    if (ended) throw ended;
    own.at(moment);
    const end = replaced(own.fill);
    try {
      return pglite.execProtocolRawSync(messages).slice();
    } catch (error) {
      ended = `PostgreSQL has ended: ${error?.message ?? error}`;
      throw ended;
    } finally {
      end();
    }
  };
  own.at(0);
  const wrong = failure(exchange(query(seed ?? DEFAULT_SEED), 0));
  if (wrong) ended = `${seed === undefined ? "The tables" : SEED} could not be made: ${wrong}`;
  return { exchange, slept: own.slept };
};
