// What an inspection reads of programs that are written for it: moments, watched expressions, where a run ends, and values that
// cannot be told. The engine is the worker's wasm, under node.
//
//     node tests/values/moments.mjs FOLDER     FOLDER has worker*_bg.js and its wasm, as dist/python has

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { compiled, events, ready } from "../python/engine.mjs";

let engine;
before(async () => {
  engine = await ready(await compiled(process.env.ENGINE ?? "dist/python"));
});

/// Runs a program, and runs it again for its values; what was read, and both records.
const read = async (source, asked, beside = []) => {
  const inspection = { moments: [], every_step: false, watched: [], stop_where: null, ...asked };
  const job = { file: "p.py", source, beside, limit: 300_000 };
  const shown = [...events(await engine.run(job))];
  const moments = inspection.moments.map((moment) => (moment === "end" ? shown.length : typeof moment === "function" ? moment(shown) : moment));
  const again = [...events(await engine.run({ ...job, inspection: { ...inspection, moments } }))];
  const same = again.every(({ t, kind, back }, i) => t === shown[i].t && kind === shown[i].kind && back === shown[i].back);
  assert.ok(same, "the repetition is the beginning of the run");
  return { ...engine.inspected(), shown, again };
};

/// A stack as lines: the task, and each frame with its variables.
const lines = ({ task, running, frames }) => [
  `${task === null ? "plain" : `task ${task}`}${running ? " runs" : ""}`,
  ...frames.map(({ function: name, line, arguments: count, variables }) => `${name}:${line} ${count} ${variables.map(([name, text]) => `${name}=${text}`).join(" ")}`.trim()),
];
const stacks = (moment) => moment.stacks.map(lines);

/// The length of the record behind the first output of this text.
const behind = (text) => (shown) => shown.findIndex(({ kind, fields, strings }) => kind === "output" && strings[fields[1]] === text) + 1;

const CHAIN = `import asyncio

class Shop:
    def __init__(self, stock):
        self.stock = stock

async def pause(seconds):
    step = "pausing"
    await asyncio.sleep(seconds)

async def worker(name, shop):
    for i in range(3):
        await pause(1)
        shop.stock -= 1
        print(name, shop.stock)

async def main():
    shop = Shop(10)
    other = asyncio.create_task(worker("B", shop))
    await worker("A", shop)
    await other

asyncio.run(main())
`;

test("a moment has the running step and every suspended chain of awaits", async () => {
  const { moments, again, shown } = await read(CHAIN, { moments: [behind("B 8")] });
  assert.equal(moments.length, 1);
  assert.deepEqual(stacks(moments[0]), [
    ["task 1 runs", "worker:12 2 name='B' shop=<Shop stock=8> i=0"],
    ["task 0", "main:20 0 shop=<Shop stock=8> other=<Task pending name='Task-2' coro=<worker() running at p.py:12>>", "worker:13 2 name='A' shop=<Shop stock=8> i=1", "pause:9 1 seconds=1 step='pausing'"],
    ["plain", "<module>:23 0"],
  ]);
  assert.ok(again.length < shown.length, "the run ends behind its last moment");
});

const AWAITS = `import asyncio

class Ready:
    def __await__(self):
        return "ready"
        yield

async def page(number):
    await asyncio.sleep(number)
    return f"page {number}"

async def fails():
    raise ValueError("no")

async def late():
    try:
        async with asyncio.timeout(1):
            await asyncio.shield(asyncio.create_task(page(9)))
    except TimeoutError:
        print("third")
    print("end")

async def main():
    early = asyncio.create_task(page(0))
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(2, future.set_result, [1])
    await page(1)
    (await future).append(len(await early) + len(await Ready()))
    try:
        await fails()
    except ValueError:
        pass
    print("first")
    await asyncio.gather(page(1), page(2))
    async with asyncio.timeout(9):
        print("second")
    await late()

asyncio.run(main())
`;

test("a frame has what its awaits have given in the step, of coroutines, futures and tasks, and nothing of one that fails", async () => {
  const { moments } = await read(AWAITS, { moments: ["first", "second", "third"].map((text) => behind(text)) });
  const results = moments.map(({ stacks: [{ frames }] }) => frames.map(({ function: name, results }) => [name, results]));
  assert.deepEqual(results, [
    [["main", [[28, "[1, 11]"], [28, "'page 0'"], [28, "'ready'"]]]],
    [["main", [[34, "['page 1', 'page 2']"]]]],
    [["main", []], ["late", []]],
  ]);
});

test("a value is kept where it has changed, and a fault where there is none", async () => {
  const { watched, faults } = await read(CHAIN, { watched: ["shop.stock", "i * 1.5", "nowhere", "1 +"] });
  const of = (number) => watched.filter(({ expression }) => expression === number).map(({ task, text, number }) => [task, text, number]);
  assert.deepEqual(of(0).slice(0, 3), [[0, "10", 10], [1, "10", 10], [0, "9", 9]]);
  assert.deepEqual(of(1).slice(0, 2), [[0, "0.0", 0], [1, "0.0", 0]]);
  assert.deepEqual(faults, [[3, "SyntaxError: invalid syntax"], [2, "NameError: name 'nowhere' is not defined"]]);
});

test("of an expression that changes ten thousand times the values are known up to there", async () => {
  const source = `import asyncio

async def main():
    for i in range(12_000):
        if i % 1000 == 0:
            await asyncio.sleep(1)
    print("end")

asyncio.run(main())
`;
  const { watched, watched_until: until, shown } = await read(source, { watched: ["i", "i > 11_990"] });
  assert.equal(watched.length, 10_000);
  assert.ok(until < shown.length && until === watched.at(-1).events, `${until}`);
  assert.equal(watched.at(-1).text, "9998");
});

test("a run ends where an expression is true first", async () => {
  const { moments, stopped, again } = await read(CHAIN, { stop_where: "shop.stock == 7" });
  assert.equal(moments.at(-1).events, stopped);
  assert.ok(again.length <= stopped + 1);
  assert.match(stacks(moments[0])[0].at(-1), /shop=<Shop stock=7>/);
});

const WRONG = `import asyncio

class Slow:
    def __repr__(self):
        while True:
            pass

class Wrong:
    def __repr__(self):
        raise ValueError("no")

class Loud:
    count = 0
    def __repr__(self):
        print("asked")
        Loud.count += 1
        return "loud"

class Deep:
    def __init__(self, inner):
        self.inner = inner

async def main():
    slow, wrong, loud = Slow(), Wrong(), Loud()
    deep = None
    for _ in range(8):
        deep = Deep([deep])
    long, many, large = "x" * 500, list(range(1000)), 10 ** 5000
    await asyncio.sleep(1)
    print("done")

asyncio.run(main())
`;

test("values that cannot be told are told as texts, and nothing of it is recorded", async () => {
  const began = performance.now();
  const { moments } = await read(WRONG, { moments: [(shown) => shown.findIndex(({ kind }) => kind === "step_ended") + 1] });
  assert.ok(performance.now() - began < 3000, "a value takes no longer than patience lasts");
  const variables = Object.fromEntries(moments[0].stacks[0].frames[0].variables);
  assert.deepEqual([variables.slow, variables.wrong, variables.loud], ["<repr takes too long>", "<repr raised ValueError>", "loud"]);
  assert.equal(variables.deep, "<Deep inner=[<Deep inner=[<Deep inner=…>]>]>");
  assert.equal(variables.long, `'${"x".repeat(199)}…`);
  assert.equal(variables.many, `[${Array.from({ length: 20 }, (_, i) => i).join(", ")}, …]`);
  assert.equal(variables.large, "<int of 16610 bits>");
});

test("a program that fails shows the frames in which it did, and one that returns its module's values", async () => {
  const failed = await read("def half(x):\n    y = x / 0\n    return y\n\ntotal = 3\nhalf(total)\n", { moments: ["end"] });
  assert.deepEqual(stacks(failed.moments[0]), [["plain runs", "<module>:6 0 total=3", "half:2 1 x=3"]]);
  const returned = await read("import math\nfrom math import pi\n\ndef f(): pass\n\ntotal = 3\n", { moments: ["end"] });
  assert.deepEqual(stacks(returned.moments[0]), [["plain", "<module>:6 0 pi=3.141592653589793 total=3"]]);
});

test("a suspended generator shows its own variables where one refers to it", async () => {
  const source = "def numbers(n):\n    for i in range(n):\n        yield i\n\nones = numbers(5)\nnext(ones)\nnext(ones)\nprint('here')\nlast = 1\n";
  const { moments } = await read(source, { moments: [behind("here")] });
  const [frame] = moments[0].stacks[0].frames;
  assert.deepEqual([frame.function, frame.line], ["<module>", 9]);
  assert.deepEqual(frame.generators.map(([name, { function: of, line, variables }]) => [name, of, line, variables]), [["ones", "numbers", 3, [["n", "5"], ["i", "1"]]]]);
});

test("in a deadlock every chain shows for what it waits", async () => {
  const source = "import asyncio\n\nasync def main():\n    lock = asyncio.Lock()\n    await lock.acquire()\n    await lock.acquire()\n\nasyncio.run(main())\n";
  const { moments } = await read(source, { moments: ["end"] });
  assert.deepEqual(stacks(moments[0]), [["task 0", "main:6 0 lock=<asyncio.locks.Lock object [locked, waiters:1]>"], ["plain", "<module>:8 0"]]);
});

test("an order without an inspection is answered without values", async () => {
  await engine.run({ file: "p.py", source: "x = 1\n", limit: 1000 });
  assert.equal(engine.inspected(), null);
});
