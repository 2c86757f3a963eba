// The local variables of every task after each of its steps, and what its awaits have given, as the engine reads them while a run is repeated, compared with those
// that CPython's frames hold (records.json, see record.py). The engine is the worker's wasm, under node.
//
//     node tests/values/compare.mjs FOLDER [NAME...]     FOLDER has worker*_bg.js and its wasm, as dist/python has

import { readFileSync } from "node:fs";
import path from "node:path";
import { compiled, events, ready } from "../python/engine.mjs";
import { text } from "../python/recorded.mjs";

/// Programs whose values differ, each with the reason.
const DIFFERENT = {
  "contexts/asynccontextmanager": "the task that closes a generator at the end is asyncio's own, and the engine records nothing of it",
  "generators/async_generator_at_its_end": "a generator that yields when it is closed gives the await an error, and the engine takes the value",
  "odd/deep_await_chain": "the engine reads 100 frames of a chain, from its outer end",
  "odd/game_of_life": "a set has its elements in another order",
  "odd/chat_room": "a coroutine of a nested function that has not begun stands at no line",
  "odd/crawler": "a coroutine of a nested function that has not begun stands at no line",
  "loop/what_a_loop_makes": "CPython 3.14 hands on to a factory what else `create_task` is given, and counts names otherwise",
};

/// The most steps that are recorded of a program: frames.py.
const MAX_STEPS = 300;

const records = JSON.parse(readFileSync(new URL("records.json", import.meta.url), "utf8"));

/// The names of tasks, each by the task's number and the length of the record at which it has the name.
const namesIn = (record) => {
  const names = new Map();
  let length = 0;
  for (const { kind, fields, strings } of events(record)) {
    length += 1;
    if (kind !== "task_created" && kind !== "task_renamed") continue;
    const [task, name] = fields;
    names.set(task, [...(names.get(task) ?? []), { from: length, name: strings[name] }]);
  }
  return (task, at) => names.get(task)?.findLast(({ from }) => from <= at)?.name;
};

/// What is compared of a chain: function, line, number of arguments, variables, and results of awaits.
const chainOf = (frames) => JSON.stringify(frames);

/// The steps of a program as the engine reads them.
const stepsOf = (record, { moments, faults }) => {
  if (faults.length) throw new Error(faults.join("; "));
  const name = namesIn(record);
  return moments.slice(0, MAX_STEPS).map(({ events, stacks: [{ task, frames }] }) => [
    name(task, events),
    chainOf(frames.map((frame) => [frame.function, frame.line, frame.arguments, frame.variables, frame.results])),
  ]);
};

/// The steps of a record: a chain that is left out is the one before of that task.
const recorded = (steps) => {
  const last = new Map();
  return steps.map(([name, chain]) => {
    if (chain !== null) last.set(name, chainOf(chain));
    return [name, last.get(name)];
  });
};

/// Where two lists of steps differ; `null` if they do not.
const difference = (expected, actual) => {
  for (let at = 0; at < Math.max(expected.length, actual.length); at += 1) {
    const [want, have] = [expected[at], actual[at]].map((step) => step?.join(" ") ?? "nothing");
    if (want !== have) return `step ${at + 1}:\n   CPython ${want}\n   engine  ${have}`;
  }
  return null;
};

const [folder, ...names] = process.argv.slice(2);
const began = performance.now();
const engine = await ready(await compiled(folder));
let [wrong, count, steps] = [0, 0, 0];
for (const [program, expected] of Object.entries(records)) {
  if (names.length && !names.includes(path.basename(program))) continue;
  count += 1;
  steps += expected.length;
  const inspection = { moments: [], every_step: true, watched: [], stop_where: null };
  let found;
  try {
    const file = `python/${program}.py`;
    const source = text(file);
    const record = await engine.run({ file: path.basename(file), source, limit: 300_000, inspection });
    found = difference(recorded(expected), stepsOf(record, engine.inspected()));
  } catch (error) {
    found = `${error?.stack ?? error}`;
  }
  const [differs, listed] = [found !== null, program in DIFFERENT];
  if (differs === listed) continue;
  wrong += 1;
  console.log(differs ? `== ${program}: ${found}` : `== ${program} does not differ any more: ${DIFFERENT[program]}`);
}
const listed = names.length ? "" : `, ${Object.keys(DIFFERENT).length} differ for a reason that is named`;
console.log(`${count} programs with ${steps} steps${listed}, ${wrong} are wrong, ${((performance.now() - began) / 1000).toFixed(1)} s`);
process.exitCode = wrong || !count ? 1 : 0;
