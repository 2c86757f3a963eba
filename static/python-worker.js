// The worker in which Python programs run: loads the engine, runs one program after the other, each in a state that no
// other has touched, and sends back their records. What it is told is src/engine/orders.rs, what it tells reports.rs beside it;
// what only a browser can carry (the compiled module, the memory of an engine that is ready, a record) travels beside the
// message.
//
// The engine's own start takes a second. So its memory is kept as it stands after that; before each run it is put back,
// here or in the next worker, which takes milliseconds.
//
// A live run waits: then its whole stack is suspended (JavaScript Promise Integration), and this worker listens. So are the
// threads of a program, each on a stack of its own. Where a browser cannot do that, nothing runs live, and a program whose threads
// have to take turns ends with a sentence.

const VERSION = 8;
// The engine's name, under which its script and wasm lie; python.mjs fills in the hash of what they are made of.
const NAME = "worker-none";
const HAS_NAME = !NAME.endsWith("-none");
/// How often the server is asked how far the engine is that it builds.
const ASK_MS = 1000;
/// Under which name the engine's wasm imports its script.
const IMPORTS = "./worker_bg.js";
const PAGE = 65536;
/// The bytes of PostgreSQL's files, as far as they are counted; python.mjs fills them in.
const POSTGRES_BYTES = 1;
/// The same of SQLite's.
const SQLITE_BYTES = 1;
/// An engine whose memory has grown by more is not cleaned, but left to the page to replace: memory never shrinks.
const MOST_GROWN = 64 * 1024 * 1024;
/// True if this browser can suspend stacks.
const SUSPENDS = "Suspending" in WebAssembly;

/// What takes programs: { engine, exports, memory, kept: { script, module, memory } }.
let ready = null;
/// The folder of PostgreSQL beside the engine; python.mjs fills in its name.
const POSTGRES = "postgres-none";
/// The parts of PostgreSQL once they are loaded: { server, parts }; and the server of the run that goes on.
let postgres = null;
let database = null;
/// The folder of SQLite beside the engine; python.mjs fills in its name.
const SQLITE = "sqlite-none";
/// The parts of SQLite once they are loaded: { sqlite, parts }; and the SQLite of the run that goes on.
let sqlite = null;
let databases = null;
/// Packs of Python's library and of packages that were fetched, by the names of their files.
const packs = new Map();
/// The memory after the packages of the last program that has some were imported: { modules, memory }.
let imported = null;
/// True once a second set of packages was imported into a memory that the first had made larger.
let outgrown = false;
/// The address of the engine's script, beside which they lie.
let script = null;
/// While a live run waits: has it go on.
let wake = null;
/// The ticket of the run that goes on.
let current = null;
/// Orders for a run that has not begun yet.
let early = [];

const tell = (report, beside = {}, handed = []) =>
  self.postMessage({ message: JSON.stringify({ version: VERSION, ...report }), ...beside }, handed);

/// The engine's name. A page may have been built without one: the server of `make serve` (static/build/serve.mjs) builds it
/// meanwhile, and says how far it is and, at last, the name. From any other server the files of NAME are asked for, and
/// are missing.
const built = async () => {
  for (;;) {
    if (HAS_NAME) return NAME;
    const response = await fetch(new URL("python/engine.json", self.location), { cache: "no-store" });
    const status = response.ok ? await response.json().catch(() => null) : null;
    if (!status) return NAME;
    if (status.failed) throw new Error(status.failed);
    if (status.name) return status.name;
    tell({ report: "building", done: status.done, total: status.total });
    await new Promise((done) => setTimeout(done, ASK_MS));
  }
};

/// The engine, compiled while it comes.
const fetched = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  // The length of what is sent compressed is not that of what arrives.
  const length = response.headers.has("content-encoding") ? NaN : Number(response.headers.get("content-length") ?? NaN);
  const total = length > 0 ? length : null;
  let bytes = 0;
  let told = 0;
  const counted = new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      controller.enqueue(chunk);
      const now = performance.now();
      if (now - told > 50) {
        told = now;
        tell({ report: "loading", bytes, total });
      }
    },
  });
  tell({ report: "loading", bytes, total });
  const body = new Response(response.body.pipeThrough(counted), { headers: { "content-type": "application/wasm" } });
  return WebAssembly.compileStreaming(body);
};

/// The address of a pack.
const packAt = (file) => new URL(`${file}.pack`, script).href;

/// What the engine says of packs, a line each, as [file, length in bytes].
const packsOf = (lines) =>
  lines.split("\n").filter(Boolean).map((line) => {
    const [file, length] = line.split(" ");
    return [file, Number(length)];
  });

/// Fetches the packs from which a program imports, all at once and before it runs: [file, length in bytes]. What fails is
/// left to the import, which tries again and says so.
const fetchAhead = async (wanted) => {
  const missing = wanted.filter(([file]) => !packs.has(file));
  if (!missing.length) return;
  const total = missing.reduce((sum, [, length]) => sum + length, 0);
  let bytes = 0;
  let told = 0;
  const fetchOne = async ([file, length]) => {
    const response = await fetch(packAt(file));
    if (!response.ok) return;
    const pack = new Uint8Array(length);
    let at = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value: chunk } = await reader.read();
      if (done) break;
      pack.set(chunk, at);
      at += chunk.byteLength;
      bytes += chunk.byteLength;
      const now = performance.now();
      if (now - told > 50) {
        told = now;
        tell({ report: "fetching", bytes: Math.min(bytes, total - 1), total });
      }
    }
    if (at !== length) return;
    packs.set(file, pack);
    self.postMessage({ from: [packAt(file)] });
  };
  tell({ report: "fetching", bytes: 0, total });
  await Promise.allSettled(missing.map(fetchOne));
  tell({ report: "fetching", bytes: total, total });
};

/// The bytes of a file, for which this worker stands still; `anew` past every cache.
const fetchedAtOnce = (address, anew) => {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  if (anew) request.setRequestHeader("Cache-Control", "no-cache");
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch {
    throw "the connection failed";
  }
  if (request.status !== 200) throw `${request.status} ${request.statusText}`.trim();
  self.postMessage({ from: [address] });
  return new Uint8Array(request.response);
};

/// A function that reads files of a folder, which are told as what is fetched: `total` bytes in all. The length of what is sent
/// compressed is that of no file.
const readingFrom = (folder, total) => {
  let bytes = 0;
  let told = 0;
  return async (name) => {
    const address = new URL(name, folder).href;
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
    const counted = new TransformStream({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        controller.enqueue(chunk);
        const now = performance.now();
        if (now - told > 50) {
          told = now;
          tell({ report: "fetching", bytes: Math.min(bytes, total - 1), total });
        }
      },
    });
    const file = await new Response(response.body.pipeThrough(counted)).arrayBuffer();
    self.postMessage({ from: [address] });
    return new Uint8Array(file);
  };
};

/// Loads PostgreSQL, once.
const loadPostgres = async () => {
  const folder = new URL(`python/${POSTGRES}/`, self.location);
  const server = await import(new URL("server.js", folder).href);
  const parts = await server.load(readingFrom(folder, POSTGRES_BYTES));
  tell({ report: "fetching", bytes: POSTGRES_BYTES, total: POSTGRES_BYTES });
  return { server, parts };
};

/// Starts PostgreSQL for a program that wants it: a new one for each run, whose tables the program's folder may describe.
const startPostgres = async (message) => {
  database = null;
  if (!ready.engine.asks_postgres(message)) return;
  try {
    postgres ??= await loadPostgres();
    const { server, parts } = postgres;
    const [, seed] = JSON.parse(message).python.beside.find(([name]) => name === server.SEED) ?? [];
    database = await server.start(parts, seed);
  } catch (error) {
    const why = POSTGRES.endsWith("-none") ? "This page was built without PostgreSQL" : `PostgreSQL could not be loaded: ${error?.message ?? error}`;
    database = {
      exchange() {
        throw why;
      },
      slept: () => 0,
    };
  }
};

/// Loads SQLite, once.
const loadSqlite = async () => {
  const folder = new URL(`python/${SQLITE}/`, self.location);
  const script = await import(new URL("sqlite.js", folder).href);
  const parts = await script.load(readingFrom(folder, SQLITE_BYTES));
  // Those that import each other: the page is told what it keeps.
  self.postMessage({ from: script.SCRIPTS.map((name) => new URL(name, folder).href) });
  tell({ report: "fetching", bytes: SQLITE_BYTES, total: SQLITE_BYTES });
  return { sqlite: script, parts };
};

/// Starts SQLite for a program that wants it: a new one for each run.
const startSqlite = async (message) => {
  databases = null;
  if (!ready.engine.asks_sqlite(message)) return;
  try {
    sqlite ??= await loadSqlite();
    databases = await sqlite.sqlite.start(sqlite.parts, (question) => ready.engine.answer_sqlite(question));
  } catch (error) {
    const why = SQLITE.endsWith("-none") ? "This page was built without SQLite" : `SQLite could not be loaded: ${error?.message ?? error}`;
    databases = {
      call() {
        throw why;
      },
    };
  }
};

/// Puts an engine's memory back to what was kept of it.
const restore = (memory, kept) => {
  const missing = kept.byteLength - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(kept);
  bytes.fill(0, kept.byteLength);
};

/// Waits for so many milliseconds, or to be woken. A browser's timers fire at once beyond 2^31, and none within 4 ms.
const wait = (milliseconds) =>
  new Promise((done) => {
    wake = done;
    if (milliseconds <= 0) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        done();
      };
      port2.postMessage(null);
    } else if (milliseconds < Infinity) {
      setTimeout(done, Math.min(milliseconds, 2 ** 31 - 1));
    }
  }).finally(() => {
    wake = null;
  });

// Stacks of a program's threads. The main stack is suspended while it has another go on; then that parks or is over, and the
// main stack goes on. Both halves of a stack change at once: the host's is suspended by a promise, and `pointer` leads to
// the half that the engine keeps in its memory.

/// Parked stacks by their threads: { pointer, go }.
const parked = new Map();
/// The main stack while it is suspended: { pointer, go }.
let hub = null;

/// The engine's pointer to its stack in memory, a global of the wasm.
const pointer = () => ready.exports.__stack_pointer;

const leaveHub = (go) => {
  hub = { pointer: pointer().value, go };
};

const returnToHub = () => {
  const { pointer: before, go } = hub;
  hub = null;
  pointer().value = before;
  go();
};

/// Has a thread go on until it parks or is over; its stack in memory ends at `top`.
const resume = (thread, top) =>
  new Promise((done, failed) => {
    leaveHub(done);
    const stack = parked.get(thread);
    pointer().value = stack?.pointer ?? top;
    if (stack) {
      parked.delete(thread);
      stack.go();
    } else {
      // Whatever ends the thread's stack ends the engine, and so the main stack's wait.
      WebAssembly.promising(ready.exports.begin_thread)(thread).then(returnToHub, failed);
    }
  });

/// Parks the thread that runs.
const park = (thread) =>
  new Promise((go) => {
    parked.set(thread, { pointer: pointer().value, go });
    returnToHub();
  });

// What the engine calls while it runs a program: src/bin/worker.rs.
self.loopline = {
  wait,
  resume,
  park,
  grown(batch, now, until) {
    // The engine goes on to use the memory that it lies in.
    const record = batch.slice();
    tell({ report: "grown", ticket: current, now, until: until < 0 ? null : until }, { record }, [record.buffer]);
  },
  line(count) {
    tell({ report: "line", ticket: current, count });
  },
  asked(beginning) {
    tell({ report: "asks", ticket: current, beginning });
  },
  /// News of a visit by hand, and the bytes of a part of its answer.
  visited(news, part) {
    const record = part.slice();
    tell({ report: "visit", ticket: current, ...JSON.parse(news) }, { record }, [record.buffer]);
  },
  /// PostgreSQL's answer to messages, at a moment of the program.
  exchange: (messages, moment) => database.exchange(messages.slice(), moment),
  slept: () => database.slept(),
  /// SQLite's answer to a call.
  sqlite: (call) => databases.call(call.slice()),
  /// The bytes of a pack; `anew` if those that are here are damaged. The program stands at its import, and so does this worker.
  pack(file, anew) {
    if (anew || !packs.has(file)) packs.set(file, fetchedAtOnce(packAt(file), anew));
    return packs.get(file);
  },
};

/// An instance of the engine; returns what it exports.
const instantiate = async (engine, module) => {
  const imports = { ...engine };
  if (SUSPENDS) {
    for (const { name } of WebAssembly.Module.imports(module)) {
      for (const [start, suspending] of Object.entries({ __wbg_wait_: wait, __wbg_resume_: resume, __wbg_park_: park })) {
        if (name.startsWith(start)) imports[name] = new WebAssembly.Suspending(suspending);
      }
    }
  }
  const { exports } = await WebAssembly.instantiate(module, { [IMPORTS]: imports });
  engine.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return exports;
};

const prepare = async (kept) => {
  const address = kept?.script ?? new URL(`python/${await built()}_bg.js`, self.location).href;
  script = address;
  const wasm = address.replace(/\.js$/, ".wasm");
  const imported = import(address);
  // Without an engine both are missing, and the wasm's failure is the one that is reported.
  imported.catch(() => {});
  const module = kept?.module ?? (await fetched(wasm));
  const engine = await imported;
  tell({ report: "starting" });
  const exports = await instantiate(engine, module);
  const { memory } = exports;
  if (kept) {
    restore(memory, kept.memory);
    ready = { engine, exports, memory, kept };
    tell({ report: "ready" });
    return;
  }
  engine.prepare(SUSPENDS);
  ready = { engine, exports, memory, kept: { script: address, module, memory: new Uint8Array(memory.buffer).slice() } };
  tell({ report: "ready" }, { kept: ready.kept, from: [address, wasm] });
};

/// Runs a program on stacks that can be suspended; returns its record, or the last of it if it runs at the pace of wall time.
const runSuspending = async (ticket, message) => {
  const { engine, exports } = ready;
  engine.begin(message);
  parked.clear();
  for (const order of early.splice(0)) engine.steer(order);
  await WebAssembly.promising(exports.go)();
  // Threads that are left where they stand end with the program.
  parked.clear();
  return engine.left();
};

/// Imports the packages of a program before it runs, or puts the memory back to what it was after that: only the first run
/// of a program, and of others with the same packages, waits for it. All runs begin in the same state.
const importAhead = (modules) => {
  if (!modules) return;
  const { engine, memory, kept } = ready;
  if (imported?.modules === modules) {
    restore(memory, imported.memory);
    return;
  }
  // Other packages have made it larger, and it grows by these again, since the engine asks for new pages after each restore:
  // in another worker these would begin where others did.
  outgrown = memory.buffer.byteLength > kept.memory.byteLength + MOST_GROWN;
  engine.import_packages(modules);
  imported = { modules, memory: new Uint8Array(memory.buffer).slice() };
};

const run = async (ticket, message) => {
  const { engine, memory, kept } = ready;
  let record;
  let asks = null;
  let advice = [];
  let waits = [];
  let writing = null;
  let inspected = null;
  early = [];
  current = ticket;
  await fetchAhead(packsOf(engine.imported_packs(message)));
  await startPostgres(message);
  await startSqlite(message);
  try {
    importAhead(engine.imported_modules(message));
    record = SUSPENDS ? await runSuspending(ticket, message) : engine.run(message);
    asks = engine.asks() ?? null;
    advice = JSON.parse(engine.advice());
    waits = JSON.parse(engine.waits());
    writing = JSON.parse(engine.writing());
    inspected = JSON.parse(engine.inspected());
  } catch (error) {
    // After a trap its stack is lost. The page takes another worker.
    ready = null;
    tell({ report: "broken", ticket, why: String(error) });
    return;
  }
  // Handed over, not copied: it may have tens of megabytes.
  tell({ report: "ran", ticket, asks, advice, waits, writing, inspected }, { record }, [record.buffer]);
  // What packages take of it was not the program's doing.
  const before = Math.max(kept.memory.byteLength, imported?.memory.byteLength ?? 0);
  if (outgrown || memory.buffer.byteLength > before + MOST_GROWN) {
    ready = null;
    tell({ report: "spent" });
    return;
  }
  try {
    restore(memory, kept.memory);
    tell({ report: "ready" });
  } catch (error) {
    ready = null;
    tell({ report: "missing", why: String(error) });
  }
};

self.onmessage = async ({ data: { message, kept } }) => {
  const order = JSON.parse(message);
  if (order.version !== VERSION) {
    tell({ report: "missing", why: `version ${order.version}` });
  } else if (order.order === "prepare") {
    try {
      await prepare(kept);
    } catch (error) {
      tell({ report: "missing", why: String(error?.message ?? error) });
    }
  } else if (order.order === "run" && ready) {
    await run(order.ticket, message);
  } else if (wake) {
    // Of a live run, which waits whenever this is heard.
    ready.engine.steer(message);
    wake();
  } else {
    early.push(message);
  }
};
