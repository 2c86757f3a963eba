// Programs made at random (generate.mjs), run by CPython 3.14, which is npm's Pyodide on the virtual clock of virtual.py,
// and by the engine as it is shipped: both have to write the same, at the same moments, and to end the same.
//
//     node tests/python/random.mjs FOLDER [--seed N] [--count M]     FOLDER has worker*_bg.js and its wasm, as dist/python has
//
// Without a seed it is the same programs each time. What differs is made as small as it goes, and printed.

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { loadPyodide } from "pyodide";
import { compiled, difference, ready, said } from "./engine.mjs";
import { program } from "./generate.mjs";

const NAME = "random.py";
const LIMIT = 200_000;
/// So long may a program take, with what it takes to make it small.
const LONGEST_MS = 120_000;
/// Programs that are left out, and why they differ: what CPython does there is no promise of its own.
const LEFT_OUT = {
  256: "two tasks whose errors nobody has read are thrown away together, and either may be first",
  392: "when a task that refers to itself is thrown away, and its error told, is up to the garbage collector",
  428: "the chain of causes of an error lacks a cancellation that RustPython's native task does not pass on",
};
/// So many are made small, each for so long.
const MOST_SHRUNK = 3;
const SHRUNK_MS = 60_000;

/// What makes a function of the path of a program: its record.
const REFERENCE = `
import asyncio, itertools, sys

# Pyodide enters a loop of its own, the browser's, and has changed asyncio.
asyncio.events._set_running_loop(None)
sys.dont_write_bytecode = True
sys.path.insert(0, "/tests/python")
from record import written
import virtual

virtual.forget()
virtual.prepare("${NAME}")
import asyncio

create_task = asyncio.SelectorEventLoop.create_task

# The interpreter counts tasks on and on; each program begins at 1.
def counted(loop, coroutine, *, name=None, **options):
    return create_task(loop, coroutine, name=name or f"Task-{next(numbers)}", **options)

asyncio.SelectorEventLoop.create_task = counted

def reference(path):
    global numbers
    numbers = itertools.count(1)
    return written(*virtual.run_here(path, prepared=True))

reference
`;

const cpython = async () => {
  const python = await loadPyodide();
  python.FS.mkdirTree("/tests");
  python.mountNodeFS("/tests", fileURLToPath(new URL("..", import.meta.url)));
  // The virtual clock knows the rule of a module of the engine.
  python.FS.mkdirTree("/src");
  python.mountNodeFS("/src", fileURLToPath(new URL("../../src", import.meta.url)));
  const reference = python.runPython(REFERENCE);
  return (source) => {
    python.FS.writeFile(`/tmp/${NAME}`, source);
    return reference(`/tmp/${NAME}`);
  };
};

/// A program with fewer lines of which this is still true. A statement goes with all that is indented below it.
const shrunk = async (source, holds) => {
  const end = performance.now() + SHRUNK_MS;
  let lines = source.split("\n");
  for (let smaller = true; smaller; ) {
    smaller = false;
    for (let at = 0; at < lines.length; at += 1) {
      if (performance.now() > end) return lines.join("\n");
      const depth = lines[at].search(/\S/);
      if (depth < 0) continue;
      let below = at + 1;
      while (below < lines.length && (lines[below].search(/\S/) > depth || !lines[below])) below += 1;
      for (const instead of [[], ["pass"]]) {
        const fewer = [...lines.slice(0, at), ...instead.map((line) => " ".repeat(depth) + line), ...lines.slice(below)];
        if (lines[at].trim() === "pass" && instead.length) break;
        if (!(await holds(fewer.join("\n")))) continue;
        lines = fewer;
        smaller = true;
        break;
      }
    }
  }
  return lines.join("\n");
};

/// What of a record is compared: all, but for where in the library a coroutine was written, which is nobody's promise,
/// and for the lines of tracebacks. RustPython's has the frames of an error for the group that `except*` makes of it, and
/// none for what a cancellation came from; tests/python holds others to the letter.
const compare = (expected, actual) => {
  const [theirs, ours] = [expected, actual].map((text) =>
    text.replace(/defined at (?!random\.py)[^>]*?:\d+/g, "defined in the library").replace(/^ *\d+ err( {2,}.*)?\n/gm, ""),
  );
  return difference(theirs, ours);
};

/// Takes numbers of programs, one after the other.
const work = async () => {
  const reference = await cpython();
  const engine = await ready(workerData);
  const compared = async (source) => {
    let expected = reference(source);
    try {
      const actual = said(await engine.run({ file: NAME, source, limit: LIMIT }));
      // CPython runs all of them in one interpreter, where a program is sometimes told what one before it has left.
      if (compare(expected, actual)) expected = reference(source);
      return { expected, wrong: compare(expected, actual) };
    } catch (error) {
      return { expected, wrong: `${error?.stack ?? error}` };
    }
  };
  const differs = async (source) => {
    const { expected, wrong } = await compared(source);
    // What is no program is told in other words, and what lacks a name says nothing of the difference.
    return wrong && !/SyntaxError|IndentationError|NameError|UnboundLocalError/.test(expected);
  };
  parentPort.on("message", async ({ seed, shrink }) => {
    const source = program(seed);
    const { wrong } = await compared(source);
    const small = wrong && shrink ? await shrunk(source, differs) : null;
    parentPort.postMessage({ wrong: small ? (await compared(small)).wrong : wrong, small });
  });
  parentPort.postMessage({});
};

const main = async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: "string", default: "0" }, count: { type: "string", default: "503" } } });
  const began = performance.now();
  const engine = await compiled(positionals[0]);
  const [first, count] = [Number(values.seed), Number(values.count)];
  let next = first;
  let different = 0;
  const one = async () => {
    while (next < first + count) {
      const worker = new Worker(new URL(import.meta.url), { workerData: engine });
      const answer = () => new Promise((done, failed) => worker.removeAllListeners().once("message", done).once("error", failed));
      let late = false;
      await answer();
      while (next < first + count && !late) {
        const seed = next;
        next += 1;
        if (seed in LEFT_OUT && count > 1) continue;
        const coming = answer();
        worker.postMessage({ seed, shrink: different < MOST_SHRUNK });
        let timer;
        const end = new Promise((done) => {
          timer = setTimeout(() => done({ wrong: "does not end", late: true }), LONGEST_MS);
        });
        const came = await Promise.race([coming, end]).catch((error) => ({ wrong: `${error?.stack ?? error}`, late: true }));
        clearTimeout(timer);
        late = came.late;
        if (!came.wrong) continue;
        different += 1;
        console.log(`== --seed ${seed} --count 1: ${came.wrong}${came.small ? `\n${came.small}` : ""}`);
      }
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, one));
  console.log(`${count} programs made at random, ${different} differ from CPython, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  process.exitCode = different || !count ? 1 : 0;
};

await (isMainThread ? main() : work());
