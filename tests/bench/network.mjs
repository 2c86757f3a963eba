// The network inside the page, and the packages above it: one JSON object a figure.
//
//     node tests/bench/network.mjs FOLDER [PYTHON]      FOLDER is dist/python: the engine with the packs beside it
//
// - `first run` and `next run` are of the page in Chromium, from Run pressed to the last event, once all files have come
//   into the browser's cache; beside them the same of a program that imports asyncio alone.
// - Requests are HTTP/1 written by hand on asyncio's streams, client and server in one program, one connection: CPython's go
//   over the loopback of the machine. The engine records each event meanwhile, CPython nothing.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { open } from "../e2e/browser.mjs";
import { lines, ready as editorReady, run, start, write } from "../e2e/python.mjs";
import { compiled, events, instance, keep, order, ready } from "../python/engine.mjs";

const [folder, python = "python3"] = process.argv.slice(2);
const REQUESTS = 1000;
const ROUNDS = 5;

const REQUESTS_BY_STREAMS = `
import asyncio

async def answer(reader, writer):
    while (head := await reader.readline()):
        while (await reader.readline()).strip():
            pass
        writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
        await writer.drain()
    writer.close()
    answered.set()

async def main():
    global answered
    answered = asyncio.Event()
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(REQUESTS):
        writer.write(b"GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n")
        await reader.readuntil(b"\\r\\n\\r\\n")
        await reader.readexactly(2)
    writer.close()
    await answered.wait()
    server.close()

asyncio.run(main())
`;
const PROGRAMS = {
  asyncio: "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    print('done')\n\nasyncio.run(main())\n",
  aiohttp: `import asyncio
import aiohttp

async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://example.com") as response:
            print("done", response.status)

asyncio.run(main())
`,
  FastAPI: `from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()

@app.get("/add")
async def add(a: int, b: int = 1):
    return {"sum": a + b}

print("done", TestClient(app).get("/add?a=2").json())
`,
};

const number = (value) => Number(value.toPrecision(3));
const say = (figure, unit, values) => console.log(JSON.stringify({ bench: "network", figure, unit, ...values }));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/// How large each pack is as it is sent, and all.
const sizes = () => {
  const packs = readdirSync(folder).filter((name) => name.endsWith(".pack"));
  const sent = packs.map((name) => [name.replace(/-[0-9a-f]+\.pack$/, ""), gzipSync(readFileSync(path.join(folder, name))).length / 1000]);
  sent.sort(([, a], [, b]) => b - a);
  const engine = readdirSync(folder).find((name) => /^worker.*\.wasm$/.test(name));
  const whole = gzipSync(readFileSync(path.join(folder, engine))).length / 1000;
  const all = sent.reduce((sum, [, size]) => sum + size, 0);
  say("packs, gzip", "KB", { packs: packs.length, all: number(all), "ratio to the engine": number(all / whole), ...Object.fromEntries(sent.map(([name, size]) => [name, number(size)])) });
};

/// First and next run of each program in a page that has everything in its cache.
const runs = async () => {
  const site = await open();
  const measured = {};
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const times = { first: [], next: [] };
    const page = await start(site);
    const once = async () => {
      const began = performance.now();
      await page.locator("#run").click();
      await page.locator("#run:not(.stop-button)").waitFor();
      return performance.now() - began;
    };
    await editorReady(page);
    await write(page, program);
    // It fetches what the others find.
    await once();
    for (let round = 0; round < 3; round += 1) {
      await page.again();
      await editorReady(page);
      times.first.push(await once());
      for (let again = 0; again < 3; again += 1) times.next.push(await once());
    }
    await run(page);
    if (!(await lines(page)).some((line) => line.startsWith("done"))) throw new Error(`${name} must end well`);
    measured[name] = { first: median(times.first), next: median(times.next) };
    await page.context().close();
  }
  await site.close();
  for (const which of ["first", "next"]) {
    const base = measured.asyncio[which];
    for (const name of Object.keys(PROGRAMS)) {
      say(`${which} run with ${name}, files in the cache`, "ms", { Loopline: number(measured[name][which]), "ratio to asyncio alone": number(measured[name][which] / base) });
    }
  }
};

/// Requests a second and events a request.
const requests = async () => {
  const source = (count) => REQUESTS_BY_STREAMS.replace("REQUESTS", count);
  const engine = await ready(await compiled(folder));
  const asked = (count) => ({ file: "bench.py", source: source(count), limit: 1_000_000 });
  const count = async (requests) => [...events(await engine.run(asked(requests)))].length;
  const [none, all] = [await count(0), await count(REQUESTS)];
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await engine.run(asked(REQUESTS));
    times.push(performance.now() - began);
  }
  const peer = `import time\nbegan = time.perf_counter()\nexec(compile(${JSON.stringify(source(REQUESTS))}, "bench.py", "exec"))\nprint(time.perf_counter() - began)`;
  const theirs = Array.from({ length: ROUNDS }, () => Number(execFileSync(python, ["-c", peer], { encoding: "utf8" })));
  const [ours, cpython] = [(REQUESTS / Math.min(...times)) * 1000, REQUESTS / Math.min(...theirs)];
  say("requests a second on one connection", "1/s", { Loopline: number(ours), "CPython on loopback": number(cpython), ratio: number(ours / cpython) });
  say("events of a request and its answer", "events", { Loopline: number((all - none) / REQUESTS) });
};

/// The memory of the engine after a program has ended, beside what it is before any.
const memory = async () => {
  for (const [name, source] of Object.entries(PROGRAMS)) {
    const { engine, memory } = await instance(await compiled(folder));
    engine.prepare(false);
    const before = keep(memory).byteLength / 1e6;
    const message = order({ file: "bench.py", source, limit: 1_000_000 });
    const modules = engine.imported_modules(message);
    if (modules) engine.import_packages(modules);
    engine.run(message);
    const after = memory.buffer.byteLength / 1e6;
    say(`memory after a run with ${name}`, "MB", { Loopline: number(after), "ratio to the engine that is ready": number(after / before) });
  }
};

sizes();
await requests();
await memory();
await runs();
