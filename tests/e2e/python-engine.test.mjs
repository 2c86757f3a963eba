// A page that is served before its Python engine is built, as `make serve` does the first time.
import assert from "node:assert/strict";
import { copyFile, cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DIST, assertClean, eventually, open, shows } from "./browser.mjs";
import { lines, ready, run, said, start } from "./python.mjs";

let folder;
let name;
let site;
let status;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "loopline-"));
  await cp(DIST, folder, { recursive: true });
  const worker = join(folder, "python-worker.js");
  const source = await readFile(worker, "utf8");
  [, name] = /const NAME = "(worker-[0-9a-f]+)"/.exec(source);
  await writeFile(worker, source.replace(name, "worker-none"));
  for (const file of await engineFiles()) await rm(join(folder, "python", file));
  site = await open({ folder, engine: () => status });
});
after(async () => {
  await site?.close();
  await rm(folder, { recursive: true });
});

const engineFiles = async () => (await readdir(join(DIST, "python"))).filter((file) => file.startsWith("worker-"));

test("while the server builds the engine the page says how far it is, then runs what was asked for, without a reload", async () => {
  status = { done: 0, total: null };
  const page = await start(site);
  await said(page, "The Python engine is being built on the server…");
  status = { done: 30, total: 120 };
  await said(page, "30 of 120 parts.");
  await shows(() => page.locator(".python-status progress").getAttribute("value"), "0.25");
  await page.getByRole("button", { name: "РУ" }).click();
  await said(page, "Движок Python собирается на сервере: 30 из 120 частей.");
  await page.getByRole("button", { name: "EN" }).click();
  await page.evaluate(() => (globalThis.same = true));
  const ran = run(page);
  status = { done: 119, total: 120 };
  await said(page, "the last part");
  for (const file of await engineFiles()) await copyFile(join(DIST, "python", file), join(folder, "python", file));
  status = { name };
  await ran;
  await eventually(async () => (await lines(page)).length > 0, "the program has printed");
  await shows(() => page.evaluate(() => globalThis.same), true);
  // The spare worker starts from what the first has kept.
  await run(page);
  await ready(page);
  await assertClean(page);
});

test("an engine that cannot be built is said to be missing, with the reason", async () => {
  status = { failed: "Its build failed; the terminal of the server says why." };
  const page = await start(site);
  await said(page, "Python did not load.");
  await said(page, "Its build failed");
  await assertClean(page);
});

test("a host that has no engine and builds none is as one that cannot be reached", async () => {
  status = null;
  for (const file of await engineFiles()) await rm(join(folder, "python", file), { force: true });
  const page = await start(site);
  await said(page, "Python did not load.");
  await said(page, "404");
  await assertClean(page, [/404/]);
});
