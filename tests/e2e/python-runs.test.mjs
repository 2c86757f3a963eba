// Programs in Python: what may happen in a run, and that the page and the next run are none the worse for it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIST, assertClean, open, shows } from "./browser.mjs";
import { chapters, inPython, twins } from "./catalogue.mjs";
import { lines, ready, run, said, start as startAt, text, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());
const start = (hash, options) => startAt(site, hash, options);

// None of these ever ends by itself, and no interpreter that asks now and then whether it should stop would see all of them.
const ENDLESS = {
  "an empty loop": ["while True:\n    pass\n", "[12]"],
  "a loop that catches everything": ["def f():\n    while True:\n        try:\n            while True: pass\n        except BaseException:\n            pass\nf()\n", "4"],
  "an iterator without end": ["x = 1\nsum(iter(int, 1))\n", "2"],
  "a sort key": ["def key(x):\n    while True: pass\nsorted([2, 1], key=key)\n", "2"],
  "a regular expression": ["import re\nre.match('(a+)+$', 'a' * 60 + 'b')\n", "2"],
  "a large number": ["x = 3 ** 10 ** 8\nprint(len(str(x)))\n", "1"],
  "clean-up": ["class A:\n    def __del__(self):\n        while True: pass\na = A()\ndel a\n", "3"],
};

test("an endless program leaves the page free; Stop ends it at once, and the line is found where it was", async () => {
  const page = await start();
  await ready(page);
  const first = await text(page);
  for (const [name, [program, line]] of Object.entries(ENDLESS)) {
    await write(page, program);
    await page.locator("#run").click();
    await said(page, "The program runs");
    await page.waitForTimeout(300);
    const answered = await page.evaluate(async () => {
      const began = performance.now();
      document.getElementById("run").click();
      await new Promise((done) => {
        const look = () => (document.querySelector(".stop-button") ? requestAnimationFrame(look) : done());
        look();
      });
      return performance.now() - began;
    });
    assert.ok(answered < 500, `${name}: ${answered} ms`);
    const ended = new RegExp(`^Stopped by hand, at line ${line} of program.py\\.`);
    await page.locator(".console-end").filter({ hasText: ended }).waitFor({ timeout: 20_000 });
  }
  await write(page, first);
  await run(page);
  await shows(async () => (await lines(page)).length, 7, "the next one runs");
  await assertClean(page);
});

test("a program that is stopped keeps its record and its output until then", async () => {
  const page = await start();
  await ready(page);
  await write(page, "import asyncio\nasync def ticks():\n    for i in range(3):\n        await asyncio.sleep(1)\n        print('tick', i)\n    n = 0\n    while True:\n        n += 1\nasync def main():\n    await asyncio.gather(asyncio.sleep(60), ticks())\nasyncio.run(main())\n");
  await page.locator("#run").click();
  await said(page, "The program runs");
  await page.waitForTimeout(500);
  await page.locator("#run").click();
  await page.locator(".console-end").filter({ hasText: /^Stopped by hand, in the task ticks.*, at line [78] of program\.py\. Everything/ }).waitFor();
  await shows(() => lines(page), ["tick 0", "tick 1", "tick 2"]);
  await assertClean(page);
});

test("whenever a run is stopped, the next one runs", async () => {
  const page = await start();
  await write(page, "import asyncio\nasync def main():\n    for i in range(3000):\n        await asyncio.sleep(0)\n    print('whole')\nasyncio.run(main())\n");
  // From before the engine is there until after the run has ended by itself.
  for (const after of [0, 1, 5, 10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 800]) {
    await page.locator("#run").click();
    await page.waitForTimeout(after);
    const stop = page.locator("#run.stop-button");
    if (await stop.count()) await stop.click({ timeout: 1000 }).catch(() => {});
    // The click may have come when there was nothing to stop any more, and have begun a run.
    await page.locator("#run:not(.stop-button)").waitFor();
  }
  await run(page);
  await shows(() => lines(page), ["whole"]);
  await assertClean(page);
});

test("of fifty quick runs the last one is shown", async () => {
  const page = await start();
  await ready(page);
  for (let i = 1; i <= 50; i += 1) {
    await write(page, `print(${i})\n`);
    await page.evaluate(() => {
      const press = () => document.querySelector(".python-editor").shadowRoot.querySelector(".cm-content")
        .dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true, composed: true }));
      for (let i = 0; i < 3; i += 1) press();
    });
    if (i % 3 === 0) await page.locator("#run").click();
  }
  await page.locator("#run:not(.stop-button)").waitFor();
  await run(page);
  await shows(() => lines(page), ["50"]);
  await assertClean(page);
});

test("a record holds the page for no more than 50 ms at a time while it comes, however long it is", async () => {
  const page = await start();
  await ready(page);
  await write(page, "import asyncio\n\nasync def turns():\n    while True:\n        await asyncio.sleep(0.001)\n\nasync def main():\n    await asyncio.gather(*(turns() for _ in range(100)))\n\nasyncio.run(main())\n");
  const longest = [];
  // What else the machine does can only make it longer.
  for (let tries = 0; tries < 4 && !longest.some((ms) => ms <= 50); tries += 1) {
    await page.evaluate(() => {
      globalThis.long = [0];
      globalThis.watch ??= new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map(({ duration }) => duration)));
      globalThis.watch.observe({ type: "longtask" });
    });
    await run(page);
    const full = page.locator(".console-end").filter({ hasText: "Stopped at the limit of 300,000 events" });
    while (!(await full.count())) {
      await page.getByRole("button", { name: "To the end" }).click();
      await page.waitForTimeout(50);
    }
    await page.waitForTimeout(200);
    longest.push(await page.evaluate(() => Math.max(...globalThis.long)));
  }
  assert.ok(Math.min(...longest) <= 50, `${longest} ms`);
  await assertClean(page);
});

test("every run starts from the same clean state, however the one before left it", async () => {
  const page = await start();
  await ready(page);
  await write(page, "import builtins, asyncio\nprint('first', hasattr(asyncio, 'spoilt'))\nasyncio.spoilt = 1\nbuiltins.spoilt = 1\ndel builtins.len\n");
  await run(page);
  await shows(async () => (await lines(page))[0], "first False");
  await write(page, "import builtins, asyncio\nprint(len('ab'), hasattr(asyncio, 'spoilt'), hasattr(builtins, 'spoilt'))\n");
  await run(page);
  await shows(() => lines(page), ["2 False False"]);
  for (let i = 0; i < 10; i += 1) {
    await page.locator("#run").click();
    await page.locator("#run").click();
  }
  await page.getByRole("button", { name: "Run", exact: true }).waitFor();
  await run(page);
  await shows(() => lines(page), ["2 False False"]);
  await assertClean(page);
});

test("a program that breaks the engine or takes much memory is followed by one that runs", async () => {
  const page = await start();
  await ready(page);
  await write(page, "held = [b'x' * 1_000_000 for _ in range(150)]\nprint(len(held))\n");
  await run(page);
  await shows(() => lines(page), ["150"]);
  await write(page, `x = 0${" + 1".repeat(16_000)}\nprint(x)\n`);
  await page.locator("#run").click();
  await page.getByRole("button", { name: "Run", exact: true }).waitFor();
  await page.locator(".python-status.trouble, .console-line").first().waitFor();
  await write(page, "print('fine')\n");
  await run(page);
  await shows(() => lines(page), ["fine"]);
});

test("every program of the course prints in the page what CPython prints", async () => {
  const page = await site.newPage();
  await page.start("#/python");
  await ready(page);
  const records = fileURLToPath(new URL("../oracle/course-records/", import.meta.url));
  const wrong = [];
  for (const { name, path } of twins) {
    // Two need the recorder's own loop and have no page.
    if (["busy-wait.busy", "busy-wait.timer"].includes(name)) continue;
    // What is beyond the course makes more events than a first run records, and prints at its end.
    if (chapters.beyond.includes(name)) continue;
    // Demos in Python have tests of their own.
    if (inPython.includes(name.split(".")[0])) continue;
    await page.evaluate((name) => (location.hash = `#/python/${name}`), name);
    const source = (await readFile(join(DIST, path), "utf8")).trim();
    const first = source.split("\n").find((line) => line && !line.startsWith("import "));
    await page.waitForFunction((id) => document.querySelector(".code-pane a.tab")?.hash.startsWith(`#/demo/${id}`), name.split(".")[0]);
    for (let tries = 0; tries < 100 && !(await text(page).catch(() => "")).includes(first); tries += 1) await page.waitForTimeout(20);
    await run(page);
    // Of a program that uses threads what it writes was recorded, not its steps.
    const record = [".output.txt", ".txt"].map((ending) => join(records, name + ending)).find((path) => existsSync(path));
    const recorded = (await readFile(record, "utf8")).split("\n").filter((line) => / out( |$)/.test(line));
    const expected = recorded.map((line) => line.replace(/^.*? out ?/, ""));
    const printed = await page.locator(".console-line:not(.line-error, .line-warning) .console-text").allTextContents();
    if (JSON.stringify(printed) !== JSON.stringify(expected)) wrong.push(`${name}: ${printed.at(-1)} for ${expected.at(-1)}`);
  }
  assert.deepEqual(wrong, []);
});
