// The engine as the page has it: the page's own worker, in Chromium, where the stacks of threads are suspended.

import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../static/build/serve.mjs";
import { ARGUMENTS } from "../e2e/browser.mjs";
import { order } from "./engine.mjs";

/// Why a program has no record that had to be stopped.
export const STOPPED = "does not end";

/// In the browser: `engine.run(message, longest)` has the worker run a program; it gives { record } or { failed }.
const inPage = (STOPPED) => {
  /// What another worker begins with: the script's address, the compiled module, and the memory once it was ready.
  let kept = null;
  let worker = null;
  /// Resolves with the first report of one of these kinds.
  const report = (kinds) =>
    new Promise((done) => {
      const hear = ({ data }) => {
        const told = data.message ? JSON.parse(data.message) : {};
        if (data.kept) kept = data.kept;
        if (!kinds.includes(told.report)) return;
        worker.removeEventListener("message", hear);
        done({ ...told, record: data.record });
      };
      worker.addEventListener("message", hear);
    });
  const start = async (version) => {
    worker = new Worker("python-worker.js");
    const ready = report(["ready", "missing"]);
    worker.postMessage({ message: JSON.stringify({ version, order: "prepare" }), kept });
    const told = await ready;
    if (told.report === "missing") throw new Error(`there is no engine: ${told.why}`);
  };
  const stop = () => {
    worker?.terminate();
    worker = null;
  };
  const run = async (message, longest) => {
    if (!worker) await start(JSON.parse(message).version);
    const ran = report(["ran", "broken"]);
    // After a run it is ready for the next, or has to be replaced.
    const over = report(["ready", "spent", "missing", "broken"]);
    worker.postMessage({ message });
    const late = new Promise((done) => setTimeout(() => done({ why: STOPPED }), longest));
    const { record, why } = await Promise.race([ran, late]);
    if (!record || (await over).report !== "ready") stop();
    return record ? { record: new TextDecoder().decode(record) } : { failed: why };
  };
  globalThis.engine = { run };
};

/// Starts Chromium with the page's worker and the engine of a folder like dist/python; `ready` gives an engine with a `run` as
/// that of engine.mjs, which a program may take for so many milliseconds. The worker's script in the sources has no PostgreSQL: that of
/// a page that is built has.
export const open = async (folder, script = fileURLToPath(new URL("../../static/python-worker.js", import.meta.url))) => {
  const root = mkdtempSync(path.join(tmpdir(), "loopline-engine-"));
  symlinkSync(script, path.join(root, "python-worker.js"));
  symlinkSync(path.resolve(folder), path.join(root, "python"));
  const [, name] = readdirSync(folder).map((file) => /^(worker.*)_bg\.js$/.exec(file)).find(Boolean);
  const server = await serve(root, { base: "/", engine: () => ({ name }) });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: ARGUMENTS });
  const ready = async (longest) => {
    const page = await browser.newPage();
    // Any address of the origin: nothing of the page itself is asked.
    await page.goto(`${server.address}python-worker.js`);
    await page.evaluate(inPage, STOPPED);
    const run = async (asked, most = longest) => {
      const { record, failed } = await page.evaluate(([message, most]) => globalThis.engine.run(message, most), [order(asked), most]);
      if (record === undefined) throw new Error(failed);
      return record;
    };
    return { run };
  };
  const close = async () => {
    await browser.close();
    await server.close();
    rmSync(root, { recursive: true });
  };
  return { ready, close };
};
