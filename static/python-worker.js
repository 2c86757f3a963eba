// The worker in which Python programs run: loads the engine, runs one program after the other, each in a state that no
// other has touched, and sends back their records. What it is told and tells is src/protocol.rs; what only a browser can
// carry (the compiled module, the memory of an engine that is ready, a record) travels beside the message.
//
// The engine's own start takes a second. So its memory is kept as it stands after that; before each run it is put back,
// here or in the next worker, which takes milliseconds.

const VERSION = 1;
// The engine's script and wasm; python.mjs fills in the name, which has the hash of what they are made of.
const ENGINE = new URL("python/worker-none.js", self.location).href;
const WASM = ENGINE.replace(/\.js$/, "_bg.wasm");
const PAGE = 65536;
/// An engine whose memory has grown by more is not cleaned, but left to the page to replace: memory never shrinks.
const MOST_GROWN = 64 * 1024 * 1024;

/// What takes programs: { engine, memory, kept: { module, memory } }.
let ready = null;

const tell = (report, beside = {}, handed = []) =>
  self.postMessage({ message: JSON.stringify({ version: VERSION, ...report }), ...beside }, handed);

/// The engine, compiled while it comes.
const fetched = async () => {
  const response = await fetch(WASM);
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

/// Puts an engine's memory back to what was kept of it.
const restore = (memory, kept) => {
  const missing = kept.byteLength - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(kept);
  bytes.fill(0, kept.byteLength);
};

const prepare = async (kept) => {
  const script = import(ENGINE);
  const module = kept?.module ?? (await fetched());
  const engine = await script;
  tell({ report: "starting" });
  const { memory } = engine.initSync({ module });
  if (kept) {
    restore(memory, kept.memory);
    ready = { engine, memory, kept };
    tell({ report: "ready" });
    return;
  }
  engine.prepare();
  ready = { engine, memory, kept: { module, memory: new Uint8Array(memory.buffer).slice() } };
  tell({ report: "ready" }, { kept: ready.kept, from: [ENGINE, WASM] });
};

const run = (ticket, message) => {
  const { engine, memory, kept } = ready;
  let record;
  try {
    record = engine.run(message);
  } catch (error) {
    // After a trap its stack is lost. The page takes another worker.
    ready = null;
    tell({ report: "broken", ticket, why: String(error) });
    return;
  }
  // Handed over, not copied: it may have tens of megabytes.
  tell({ report: "ran", ticket }, { record }, [record.buffer]);
  if (memory.buffer.byteLength > kept.memory.byteLength + MOST_GROWN) {
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
    run(order.ticket, message);
  }
};
