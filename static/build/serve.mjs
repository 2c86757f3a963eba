// A small static server: `node static/build/serve.mjs [folder] [--port N] [--base /path/] [--engine]`, and for the tests
// `serve()`. With `--engine` it builds the Python engine meanwhile, puts it into the folder `dist`, and tells pages that ask
// for python/engine.json how far it is.
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { constants } from "node:os";
import { extname, join, normalize, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
const TEXTUAL = /^(text|application)\/|svg/;
const HASHED = /-[0-9a-f]{8,}(_bg)?\.[a-z]+$/;

// As static hosts compress: brotli if the browser takes it, else gzip; each file once.
const ENCODERS = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};
const packed = new Map();

async function compressed(file, encoding) {
  const key = `${encoding} ${file}`;
  if (!packed.has(key)) packed.set(key, readFile(file).then(ENCODERS[encoding]));
  return packed.get(key);
}

/// Where a page without an engine asks for one.
const ENGINE = "python/engine.json";

async function answer(request, response, root, base, compress, engine) {
  const refuse = (code) => response.writeHead(code, { "content-type": "text/plain" }).end(`${code}\n`);
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return refuse(400);
  }
  if (`${path}/` === base) return response.writeHead(308, { location: base }).end();
  if (!path.startsWith(base)) return refuse(404);
  const status = path.slice(base.length) === ENGINE ? engine() : null;
  if (status) {
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
    return response.end(request.method === "HEAD" ? undefined : JSON.stringify(status));
  }
  // Normalised under "/", no ".." is left that could climb out of the folder.
  let file = join(root, normalize(`/${path.slice(base.length)}`));
  let found = await stat(file).catch(() => null);
  if (found?.isDirectory()) {
    file = join(file, "index.html");
    found = await stat(file).catch(() => null);
  }
  if (!found?.isFile()) return refuse(404);
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const headers = {
    "content-type": type,
    "cache-control": HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
  };
  const accepted = request.headers["accept-encoding"] ?? "";
  const encoding = compress && TEXTUAL.test(type) && Object.keys(ENCODERS).find((name) => accepted.includes(name));
  if (encoding) {
    const bytes = await compressed(file, encoding);
    response.writeHead(200, { ...headers, "content-length": bytes.length, "content-encoding": encoding, vary: "accept-encoding" });
    return response.end(request.method === "HEAD" ? undefined : bytes);
  }
  response.writeHead(200, { ...headers, "content-length": found.size });
  if (request.method === "HEAD") return response.end();
  return createReadStream(file).on("error", () => response.destroy()).pipe(response);
}

/// Serves `folder` under `base`; without a port, on a free one. Resolves to { address, close }. With `compress` files go
/// out compressed, and must not change while it serves. `engine` gives what a page is told that asks for an engine: { done,
/// total } in crates (`total` is null as long as it is not known), { name } or { failed }; null if there is none to come.
export async function serve(folder, { port = 0, base = "/", compress = false, engine = () => null } = {}) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    answer(request, response, root, base, compress, engine).catch(() => response.destroy());
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  return {
    address: `http://localhost:${server.address().port}${base}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

/// Builds the engine into dist/; returns what gives its status. Ends with this process.
function buildEngine() {
  let status = { done: 0, total: null };
  // The page has the right of way: it is looked at on the same cores.
  const build = spawn("nice", ["bash", join(import.meta.dirname, "build.sh"), "engine"], {
    // Cargo draws its bar, with the number of crates, for a terminal only, unless it is told to.
    env: { ...process.env, CARGO_TERM_PROGRESS_WHEN: "always", CARGO_TERM_PROGRESS_WIDTH: "80" },
    stdio: ["ignore", "inherit", "pipe"],
    // A group of its own, so that the compilers can be ended with it.
    detached: true,
  });
  const end = () => {
    try {
      process.kill(-build.pid, "SIGTERM");
    } catch {
      // It has ended.
    }
  };
  process.on("exit", end);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(128 + constants.signals[signal]));
  createInterface({ input: build.stderr }).on("line", (line) => {
    // The bar is drawn over itself: what stands last is left on the line.
    for (const part of line.split("\r")) {
      const text = stripVTControlCharacters(part).trim();
      const [, done, total] = /^Building \[.*\] (\d+)\/(\d+)/.exec(text) ?? [];
      if (total) status = { done: Number(done), total: Number(total) };
      else if (text) console.error(text);
    }
  });
  build.on("close", async (code) => {
    process.off("exit", end);
    const worker = code === 0 ? await readFile("dist/python-worker.js", "utf8").catch(() => "") : "";
    const name = /"(worker-[0-9a-f]+)"/.exec(worker)?.[1];
    status = name ? { name } : { failed: "Its build failed; the terminal of the server says why." };
    if (!name) console.error("The Python engine could not be built: the page runs no Python.");
  });
  return () => status;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [folder = "dist", ...options] = process.argv.slice(2);
  const option = (name, otherwise) => (options.includes(name) ? options[options.indexOf(name) + 1] : otherwise);
  const first = Number(option("--port", 8080));
  let engine = null;
  for (let port = first; ; port++) {
    try {
      const { address } = await serve(folder, { port, base: option("--base", "/"), engine: () => engine?.() ?? null });
      console.log(`Loopline is at ${address} (Ctrl+C stops it)`);
      if (options.includes("--engine")) engine = buildEngine();
      break;
    } catch (error) {
      if (error.code !== "EADDRINUSE" || port >= first + 20) throw error;
    }
  }
}
