// Threads on stacks that the browser suspends: every program of tests/python/threads in the worker that is shipped, driven by
// the messages of src/engine/ as the page drives it, and compared with what CPython did; then what only a page
// shows of them.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { difference, events, order, said, unexplained } from "../python/engine.mjs";
import { beside, recorded, text } from "../python/recorded.mjs";
import { assertClean, eventually, open, shows } from "./browser.mjs";
import { lines, ready, run, start as startAt, write } from "./python.mjs";

const LIMIT = 200_000;

let site;
before(async () => {
  site = await open();
});
after(() => site?.close());

/// A page of its own with the worker alone. Its `run` takes what is asked of a run, and returns the record.
const engine = async () => {
  const page = await site.newPage();
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(`${site.address}manifest.webmanifest`);
  const run = (message) =>
    page.evaluate(async (message) => {
      const answer = (worker, message, kinds) =>
        new Promise((done, failed) => {
          worker.onerror = ({ message }) => failed(new Error(message));
          worker.onmessage = ({ data: { message, record } }) => {
            const report = JSON.parse(message ?? "{}");
            if (["missing", "broken"].includes(report.report)) failed(new Error(message));
            else if (kinds.includes(report.report)) done(record ? new TextDecoder().decode(record) : report.report);
          };
          if (message) worker.postMessage({ message });
        });
      if (!globalThis.worker) {
        globalThis.worker = new Worker("python-worker.js", { type: "module" });
        await answer(globalThis.worker, JSON.stringify({ version: JSON.parse(message).version, order: "prepare" }), ["ready"]);
      }
      const record = await answer(globalThis.worker, message, ["ran"]);
      if ((await answer(globalThis.worker, null, ["ready", "spent"])) === "spent") {
        globalThis.worker.terminate();
        globalThis.worker = null;
      }
      return record;
    }, message);
  return { page, run: (asked) => run(order({ limit: LIMIT, ...asked })) };
};

test("every program with threads does what CPython does", async () => {
  const { page, run } = await engine();
  const wrong = [];
  const all = recorded("python/threads");
  for (const { program, record } of all) {
    const file = await run({ file: path.basename(program), source: text(program), beside: beside(program) });
    const differs = difference(text(record), said(file)) ?? unexplained(file);
    if (differs) wrong.push(`${program}: ${differs}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(all.length >= 60);
  await assertClean(page);
  await page.close();
});

test("five hundred threads wait at once, each with what it holds", async () => {
  const { page, run } = await engine();
  const source = `import threading
gate = threading.Event()
def body(n):
    values = [n] * 10
    gate.wait()
    total.append(sum(values))
total = []
threads = [threading.Thread(target=body, args=(n,)) for n in range(500)]
for thread in threads: thread.start()
print(threading.active_count())
gate.set()
for thread in threads: thread.join()
print(sum(total), total == sorted(total))
`;
  const file = await run({ file: "p.py", source });
  assert.equal(said(file), "        0 out 501\n        0 out 1247500 True\nexit 0\n");
  await assertClean(page);
  await page.close();
});

test("limits hold inside threads, and errors cross from one to another", async () => {
  const { page, run } = await engine();
  const ended = async (source) => said(await run({ file: "p.py", source, limit: 3000 }));
  const deep = `import threading
def f(n): return f(n + 1)
def body():
    try: f(0)
    except RecursionError as error: print(type(error).__name__)
thread = threading.Thread(target=body); thread.start(); thread.join()
body()
`;
  assert.equal(await ended(deep), "        0 out RecursionError\n        0 out RecursionError\nexit 0\n");
  const nested = `import threading
def body():
    value = []
    for _ in range(100_000): value = [value]
    try: repr(value)
    except RecursionError as error: print(type(error).__name__)
    while value: value = value.pop()
thread = threading.Thread(target=body); thread.start(); thread.join()
`;
  assert.equal(await ended(nested), "        0 out RecursionError\nexit 0\n");
  const endless = "import threading, time\ndef body():\n    while True: print(1); time.sleep(1)\nthreading.Thread(target=body).start()\n";
  const file = await run({ file: "p.py", source: endless, limit: 3000 });
  const last = [...events(file)].findLast(({ kind }) => kind === "run_ended");
  assert.equal(last.schema.status[last.fields[0]], "limit");
  const crossing = `from concurrent.futures import ThreadPoolExecutor
import time
def body():
    time.sleep(1)
    raise KeyError("gone")
with ThreadPoolExecutor() as pool:
    try: pool.submit(body).result()
    except KeyError as error: print("caught", error)
`;
  assert.equal(await ended(crossing), "  1000000 out caught 'gone'\nexit 0\n");
  await assertClean(page);
  await page.close();
});

const button = (page, name) => page.getByRole("button", { name, exact: true });
const printed = (page, text) => page.locator(".console-text").filter({ hasText: text }).waitFor();
const written = async (program, clock, options) => {
  const page = await startAt(site, "#/python", options);
  await ready(page);
  await write(page, program);
  await button(page, clock).click();
  return page;
};

const TICKS = `import threading, time
def body(name, seconds):
    for n in range(3):
        print(name, n)
        time.sleep(seconds)
threads = [threading.Thread(target=body, args=a) for a in [("a", 20), ("b", 30)]]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("over")
`;

test("threads of a live run follow wall time and can be paused", async () => {
  const page = await written(TICKS, "Live");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("100");
  await button(page, "Run").click();
  await printed(page, "over");
  await shows(() => lines(page), ["a 0", "b 0", "a 1", "b 1", "a 2", "b 2", "over"]);
  const times = (await page.locator("#console time").allTextContents()).map(Number);
  assert.deepEqual(times.map(Math.round), [0, 0, 20, 30, 40, 60, 90]);
  await assertClean(page);
  await page.close();
});

test("loops of several threads run live", async () => {
  const page = await written(text("python/threads/two_loops_talk.py"), "Live");
  await button(page, "Run").click();
  const expected = text("python/threads/two_loops_talk.txt").split("\n").flatMap((line) => / out (.*)$/.exec(line)?.[1] ?? []);
  await printed(page, expected.at(-1));
  await shows(() => lines(page), expected);
  await assertClean(page);
  await page.close();
});

test("a live run waits for the line for which a thread asks", async () => {
  const program = "import threading, time\ndef ask():\n    print('Hello,', input('Name? '))\n    time.sleep(0.1)\n    print('You said', input())\nthread = threading.Thread(target=ask)\nthread.start()\nthread.join()\nprint('over')\n";
  const page = await written(program, "Live");
  await button(page, "Run").click();
  for (const [line, answer] of [["Bob", "Hello, Bob"], ["bye", "You said bye"]]) {
    const field = page.locator("#console-input");
    await field.waitFor();
    await field.fill(line);
    await field.press("Enter");
    await printed(page, answer);
  }
  await printed(page, "over");
  await assertClean(page);
  // At once: the program ends where it asks, and runs again with the line.
  await button(page, "Exact").click();
  await run(page);
  await page.locator("#console-input").fill("Eve");
  await page.locator("#console-input").press("Enter");
  await printed(page, "Hello, Eve");
  await assertClean(page);
  await page.close();
});

test("threads that never end are stopped, at once or live, and the next program runs", async () => {
  const endless = "import threading, time\ndef body():\n    while True:\n        print(time.monotonic())\n        time.sleep(1)\nthreading.Thread(target=body).start()\n";
  const page = await written(endless, "Live");
  await button(page, "Run").click();
  await page.locator(".console-text").nth(1).waitFor();
  await button(page, "Stop").click();
  await page.locator(".console-end").filter({ hasText: "Stopped" }).waitFor();
  await eventually(async () => (await lines(page)).length >= 2, "what it has done stays");
  await write(page, "import threading\nthreading.Thread(target=lambda: print('next')).start()\n");
  await run(page);
  await shows(() => lines(page), ["next"]);
  await assertClean(page);
  await page.close();
});

test("where no stack can be suspended threads run that need nothing of each other, and others end with a sentence", async () => {
  const page = await site.newPage();
  await page.route("**/python-worker.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete WebAssembly.Suspending;\n${await response.text()}` });
  });
  await page.addInitScript(() => {
    delete WebAssembly.Suspending;
  });
  await page.start("#/python");
  await ready(page);
  await write(page, "import asyncio, time\nasync def main():\n    await asyncio.gather(*(asyncio.to_thread(time.sleep, n) for n in (1, 2)))\n    print('slept')\nasyncio.run(main())\n");
  await run(page);
  await shows(() => lines(page), ["slept"]);
  await write(page, "import threading, time\ndone = False\ndef work():\n    while not done: time.sleep(0.1)\n    print('never')\nthreading.Thread(target=work).start()\ntime.sleep(1)\ndone = True\n");
  await run(page);
  const end = page.locator(".console-end");
  await end.filter({ hasText: "the threads or processes of this program have to take turns" }).waitFor();
  await page.getByRole("button", { name: "РУ" }).click();
  await end.filter({ hasText: "потоки или процессы этой программы должны сменять друг друга" }).waitFor();
  await assertClean(page);
  await page.close();
});
