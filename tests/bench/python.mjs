// The Python engine beside CPython and Pyodide, on the same programs in one run: one JSON object a figure.
//
//     node tests/bench/python.mjs FOLDER [PYTHON]      FOLDER has worker-*_bg.js and its wasm, as dist/python has
//
// Under node, as the page's worker does it: the engine's memory is kept once it is ready, and put back before a program.
// CPython and Pyodide run on a virtual clock, so that nobody waits, and Pyodide on its own loop as well (virtual_loop.py);
// what they do not do is to record. The programs sleep some milliseconds at most, for the loop that really waits.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { loadPyodide } from "pyodide";
import { compiled, instance, keep, MOST_GROWN, order, restore as putBack } from "../python/engine.mjs";

const [folder, python = "python3"] = process.argv.slice(2);
const { script } = await compiled(folder);
const files = [script, script.replace(/\.js$/, ".wasm")].map((file) => readFileSync(fileURLToPath(file)));
// The browser compiles better what runs often, and has done so by then: the first rounds take twice as long.
const ROUNDS = 10;
const LIMIT = 1_000_000;

const PROGRAMS = {
  empty: "",
  hello: "import asyncio\n\nasync def main():\n    print('hello')\n    await asyncio.sleep(1)\n    print('world')\n\nasyncio.run(main())\n",
  "sleep(0)": "import asyncio\n\nasync def main():\n    for _ in range(OPERATIONS):\n        await asyncio.sleep(0)\n\nasyncio.run(main())\n",
  gather: "import asyncio\n\nasync def main():\n    await asyncio.gather(*(asyncio.sleep(i / 1_000_000) for i in range(OPERATIONS)))\n\nasyncio.run(main())\n",
  tasks: "import asyncio\n\nasync def work():\n    await asyncio.sleep(0.001)\n    await asyncio.sleep(0.001)\n\nasync def main():\n    tasks = [asyncio.create_task(work()) for _ in range(OPERATIONS)]\n    for task in tasks:\n        await task\n\nasyncio.run(main())\n",
};
const program = (name, operations) => PROGRAMS[name].replace("OPERATIONS", operations);

const milliseconds = async (f) => {
  const began = performance.now();
  await f();
  return performance.now() - began;
};
const least = (times) => Math.min(...times);
const say = (figure, unit, values) => {
  const rounded = Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(3))]);
  const [, ours] = rounded[0];
  const ratios = rounded.slice(1).map(([name, value]) => [`ratio to ${name}`, Number((ours / value).toPrecision(2))]);
  console.log(JSON.stringify({ bench: "python", figure, unit, ...Object.fromEntries(rounded), ...Object.fromEntries(ratios) }));
};

// The engine.
let engine;
let memory;
const started = await milliseconds(async () => {
  ({ engine, memory } = await instance({ module: await WebAssembly.compile(files[1]), script }));
  engine.prepare(false);
});
const kept = keep(memory);
const restore = async () => {
  if (memory.buffer.byteLength > kept.byteLength + MOST_GROWN) ({ engine, memory } = await instance(await compiled(folder)));
  putBack(memory, kept);
};
const run = (source) => {
  const record = new TextDecoder().decode(engine.run(order({ file: "bench.py", source, limit: LIMIT })).slice(-200));
  // Its last event: the run has ended, and returned.
  if (!/\[1,\d+,\d+,\d+,0\]\],\s*"end"/.test(record)) throw new Error(`a program of the bench must end well: ${record}`);
};
const ours = async (source, rounds = ROUNDS) => {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    await restore();
    times.push(await milliseconds(() => run(source)));
  }
  return least(times);
};
run(program("hello"));
const first = started + (await ours(program("hello"), 1));
const next = [];
for (let round = 0; round < ROUNDS; round += 1) {
  next.push(await milliseconds(async () => {
    await restore();
    run(program("hello"));
  }));
}

// A run of *What if* beside the plain one: its wait is changed, its waits are noted, and the change is written into the program.
const errands = "import asyncio\n\nasync def errand(n):\n    await asyncio.sleep(n)\n\nasync def main():\n    await asyncio.gather(*(errand(n % 7 + 1) for n in range(100)))\n\nasyncio.run(main())\n";
const changed = (message) => {
  engine.run(message);
  return JSON.stringify([JSON.parse(engine.advice()), JSON.parse(engine.waits()), JSON.parse(engine.writing())]);
};
const ofErrands = { "What if": [], plain: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  const asked = { file: "bench.py", source: errands, limit: LIMIT };
  await restore();
  ofErrands.plain.push(await milliseconds(() => engine.run(order(asked))));
  await restore();
  const message = order({ ...asked, changes: ["line 4 #1 in Task-9: half"] });
  ofErrands["What if"].push(await milliseconds(() => changed(message)));
}

// The peers. Each tells the least of its times, in milliseconds.
const peer = readFileSync(new URL("virtual_loop.py", import.meta.url), "utf8");
const asked = { "sleep(0)": 10_000, gather: 1000, "tasks 1000": 1000, "tasks 3000": 3000, "tasks 9000": 9000 };
const sources = Object.fromEntries(Object.entries(asked).map(([name, operations]) => [name, program(name.split(" ")[0], operations)]));
const cpython = JSON.parse(execFileSync(python, ["-c", `${peer}\nprint(json.dumps(measured(json.loads(sys.stdin.read()), ${ROUNDS})))`], { input: JSON.stringify(sources), encoding: "utf8" }));
const cpythonFirst = least(await Promise.all([1, 2, 3].map(() => milliseconds(() => execFileSync(python, ["-c", "import asyncio"])))));
let pyodide;
const pyodideFirst = await milliseconds(async () => {
  pyodide = await loadPyodide();
  pyodide.runPython("import asyncio");
});
pyodide.globals.set("asked", JSON.stringify(sources));
const pyodideOwn = JSON.parse(await pyodide.runPythonAsync(`${peer}\njson.dumps(await measured_here(json.loads(asked), 3))`));
const pyodideVirtual = JSON.parse(pyodide.runPython(`asyncio.events._set_running_loop(None)\njson.dumps(measured(json.loads(asked), ${ROUNDS}))`));

say("first program, once the engine has come", "ms", { Loopline: first, CPython: cpythonFirst, Pyodide: pyodideFirst });
say("next program, in a fresh state", "ms", { Loopline: least(next) });
const figures = [
  ["sleep(0)", "sleep(0), a step, recorded", "µs", 1000 / asked["sleep(0)"]],
  ["gather", "gather of 1,000 sleeps", "ms", 1],
  ["tasks 1000", "1,000 tasks alive", "ms", 1],
  ["tasks 3000", "3,000 tasks alive", "ms", 1],
  ["tasks 9000", "9,000 tasks alive", "ms", 1],
];
for (const [name, figure, unit, scale] of figures) {
  const times = {
    Loopline: await ours(sources[name]),
    CPython: cpython[name],
    "Pyodide on a virtual clock": pyodideVirtual[name],
    "Pyodide on its own loop": pyodideOwn[name],
  };
  say(figure, unit, Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time * scale])));
}
say("a run with a changed wait, 100 tasks", "ms", { "What if": least(ofErrands["What if"]), plain: least(ofErrands.plain) });
say("size of the engine, brotli", "MB", { Loopline: files.reduce((sum, file) => sum + brotliCompressSync(file).length, 0) / 1e6 });
