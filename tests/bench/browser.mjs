// The runtime in headless Chromium beside V8's await, spawn_local and setTimeout(0), in one run; then the page's bytes.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { DIST, open } from "../e2e/browser.mjs";

const folder = process.argv[2];
await writeFile(join(folder, "index.html"), "<!doctype html><title>bench</title>");
const site = await open({ folder });
const page = await site.newPage();
await page.goto(site.address);

const figures = await page.evaluate(async () => {
  const bench = await import(new URL("bench.js", location.href));
  await bench.default();
  const ROUNDS = 7;
  const N = 20_000;
  // Nanoseconds an operation, the least of several rounds.
  const least = async (n, round) => {
    let best = Infinity;
    for (let i = 0; i < ROUNDS; i++) best = Math.min(best, await round(n));
    return (best * 1e6) / n;
  };
  const timed = (action) => async (n) => {
    const began = performance.now();
    await action(n);
    return performance.now() - began;
  };
  const v8 = await least(N * 10, timed(async (n) => { for (let i = 0; i < n; i++) await null; }));
  const spawnLocal = await least(N, (n) => bench.spawn_local_peer(n));
  const timeout = await least(200, timed(async (n) => { for (let i = 0; i < n; i++) await new Promise((done) => setTimeout(done, 0)); }));
  const round = (x) => Math.round(x * 100) / 100;
  const found = [];
  for (const [name, run] of [["sleep(0) turn", bench.turns], ["sleep(0) in a batch of 100", bench.batches], ["task spawn", bench.spawns], ["future hand-off", bench.futures], ["queue hand-off", bench.queue]]) {
    let events = 0;
    const plain = await least(N, async (n) => run(n, false)[0]);
    const recorded = await least(N, async (n) => { const [ms, count] = run(n, true); events = count; return ms; });
    found.push({
      figure: `browser ${name}`, unit: "ns an operation", ours: round(plain), "ours recorded": round(recorded),
      "recording, an event": round(((recorded - plain) * N) / events),
      "ratio to V8's await": round(plain / v8), "ratio to spawn_local": round(plain / spawnLocal), "ratio to setTimeout(0)": plain / timeout,
    });
  }
  const canvas = document.body.appendChild(document.createElement("canvas"));
  for (const events of [10_000, 100_000, 1_000_000]) {
    for (const zoom of [1, 50]) {
      const times = Array.from(bench.frames(canvas, events, 60, zoom)).sort((a, b) => a - b);
      found.push({ figure: `layout and draw, ${events} events, zoom ${zoom}`, unit: "ms a frame", median: times[30], worst: times.at(-1) });
    }
  }
  return found;
});
for (const figure of figures) console.log(JSON.stringify(figure));
await site.close();

// What a visitor downloads: all of it; what there is until the front page is complete; and the programs. Not the files that
// demos fetch, and not the engine of Python.
const SIZES = {
  "all of the page": /\.(html|js|css|wasm|svg|webmanifest)$/,
  "until the front page is complete": /^(index\.html|boot-.*\.js|style-.*\.css|icon\.svg)$/,
  "the page's program": /^main-.*\.(js|wasm)$/,
  "the page's wasm": /^main-.*\.wasm$/,
  "the demo engine": /^demos-.*\.(js|wasm)$/,
};
for (const [figure, pattern] of Object.entries(SIZES)) {
  const sizes = { raw: 0, gzip: 0, brotli: 0 };
  for (const name of (await readdir(DIST)).filter((name) => pattern.test(name))) {
    const bytes = await readFile(join(DIST, name));
    sizes.raw += bytes.length;
    sizes.gzip += gzipSync(bytes, { level: 9 }).length;
    sizes.brotli += brotliCompressSync(bytes).length;
  }
  const inKB = Object.entries(sizes).map(([how, bytes]) => [how, Math.round(bytes / 1000)]);
  console.log(JSON.stringify({ figure, unit: "KB", ...Object.fromEntries(inKB) }));
}

// From opening the page to the first event of a demo drawn.
const shell = await open();
const first = await shell.newPage();
const began = performance.now();
await first.start("#/demo/hello");
const shown = performance.now();
await first.getByRole("button", { name: "Run", exact: true }).click();
await first.locator(".console-line").first().waitFor();
const running = performance.now();
console.log(JSON.stringify({ figure: "first demo", unit: "ms", "page shown": Math.round(shown - began), "demo running": Math.round(running - began) }));
await shell.close();
