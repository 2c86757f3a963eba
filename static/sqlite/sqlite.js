// SQLite for a program: the wasm of the package @sqlite.org/sqlite-wasm, without its script. Put beside the wasm by
// static/build/sqlite.mjs, and used by the worker (static/python-worker.js) and by the tests under node.
//
// Each run has an instance of its own. It takes calls as bytes (values.js) and answers at once; for files, for functions of
// the program and for the time it asks the program back, in the midst of a call.

import { Callbacks } from "./callbacks.js";
import { FileSystem } from "./file-system.js";
import { FILES } from "./files.js";
import { Memory } from "./memory.js";
import { operations } from "./operations.js";
import { Reader, Writer } from "./values.js";

export { SCRIPTS } from "./files.js";

/// The wasm's memory at its beginning, and the most that it may have: databases in memory lie in there.
const FIRST_PAGES = 128;
const MOST_PAGES = 4096;
/// The upper limit of memory that the wasm declares.
const DECLARED_PAGES = 32768;
const PAGE = 65536;
/// What an operation of an operating system ends in that nobody carries out.
const ENOSYS = -52;

/// What all starts have in common; `read` has the bytes of a file.
export const load = async (read) => ({ module: await WebAssembly.compile(await read(FILES[0])) });

/// The functions that the wasm imports. Its own file system is not used: file-system.js stands in its place.
const imports = (module, memory, ask) => {
  const env = {
    memory,
    emscripten_resize_heap(bytes) {
      const missing = Math.ceil((bytes >>> 0) / PAGE) - memory.buffer.byteLength / PAGE;
      if (missing <= 0) return 1;
      if (memory.buffer.byteLength / PAGE + missing > MOST_PAGES) return 0;
      try {
        memory.grow(missing);
        return 1;
      } catch {
        return 0;
      }
    },
    emscripten_get_heap_max: () => MOST_PAGES * PAGE,
    emscripten_date_now: () => ask(["now"]),
    emscripten_get_now: () => ask(["now"]),
    _tzset_js() {},
    /// The program's local time is UTC.
    _localtime_js(seconds, to) {
      const date = new Date(Number(seconds) * 1000);
      const day = Math.floor((date - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);
      const fields = [date.getUTCSeconds(), date.getUTCMinutes(), date.getUTCHours(), date.getUTCDate(), date.getUTCMonth()];
      new Int32Array(memory.buffer).set([...fields, date.getUTCFullYear() - 1900, date.getUTCDay(), day, 0, 0], to >> 2);
    },
  };
  const wasi = { environ_sizes_get: () => 0, environ_get: () => 0 };
  const given = { env, wasi_snapshot_preview1: wasi };
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind === "function") given[from][name] ??= () => ENOSYS;
  }
  return given;
};

/// A new SQLite. `ask` takes a question of it to the program, as bytes, and returns the answer as bytes.
export const start = async ({ module }, ask) => {
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: DECLARED_PAGES });
  const answer = (question) => new Reader(ask(new Writer().list(question).bytes()));
  const asked = (question) => answer(question).value();
  const { exports } = await WebAssembly.instantiate(module, imports(module, memory, asked));
  exports.__wasm_call_ctors();
  const heap = new Memory(exports, memory);
  const callbacks = new Callbacks(heap, answer);
  exports.sqlite3_initialize();
  new FileSystem(heap, asked).register();
  const carryOut = operations(heap, callbacks);
  return {
    /// Carries out an operation: its name and its arguments. Throws what is no answer of SQLite's, such as a lack of memory.
    call(message) {
      const reader = new Reader(message);
      const count = reader.enter();
      const operation = reader.value();
      const writer = new Writer();
      try {
        carryOut[operation](reader, writer, count - 1);
      } catch (error) {
        throw `SQLite cannot go on: ${error?.message ?? error}`;
      }
      return writer.bytes();
    },
  };
};
