// The engine as it is shipped, the worker's wasm, under node: every program of tests/python, tests/sqlite and tests/postgres, every twin of a
// demo and the oracle's scenarios, compared with what CPython did, as tests/python_engine/same_as_cpython.rs does it natively, and each wake-up in its record
// says who brought it about; and with --bad those that go wrong, of tests/bad, each of which has to end as named there.
//
//     node tests/python/worker.mjs FOLDER [--bad] [NAME|TOPIC...]     FOLDER has worker*_bg.js and its wasm, as dist/python has
//     node tests/python/worker.mjs FOLDER --browser [--bad] [NAME|TOPIC...]     in the page's worker, in Chromium
//
// Under node no stack is suspended: a program whose threads have to take turns may end by saying so. In Chromium all do what
// CPython did; of those that go right the programs run there that speak of threads, processes or the network.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import * as bad from "./bad.mjs";
import { compiled, difference, events, line, ready, said, unexplained } from "./engine.mjs";
import { STOPPED, open } from "./page_engine.mjs";
import { TESTS, beside, demosInPython, exists, programs, recorded, text } from "./recorded.mjs";

const LIMIT = 300_000;
// As tests/python_engine/same_as_cpython.rs says, with its reasons.
const DIFFERENT = ["a_task_cannot_await_itself"];
const STARTS = ["\nasyncio.run(main())\n", "\ndrive(asyncio.new_event_loop())\n"];

/// The programs of the demos in Python, paths from tests/.
const inPython = new Set(demosInPython().map(({ program }) => program));

/// What there is to run: { program, record, steps }, paths in tests/.
const jobs = () => {
  const found = [];
  for (const { name, program } of demosInPython()) found.push({ program, record: `golden/${name}.json`, steps: false, name });
  for (const entry of readdirSync(path.join(TESTS, "python"), { withFileTypes: true })) {
    if (entry.isDirectory()) found.push(...recorded(`python/${entry.name}`).map((job) => ({ ...job, steps: false })));
  }
  for (const folder of ["sqlite/programs", "postgres/programs"]) {
    found.push(...recorded(folder).map((job) => ({ ...job, steps: false, timeless: true })));
  }
  for (const name of programs("oracle/scenarios")) {
    if (DIFFERENT.includes(name.slice(0, -3))) continue;
    found.push({ program: `oracle/scenarios/${name}`, record: `oracle/records/${name.slice(0, -3)}.txt`, steps: true });
  }
  for (const chapter of readdirSync(path.join(TESTS, "../src/demos"), { withFileTypes: true })) {
    if (!chapter.isDirectory()) continue;
    const folder = `../src/demos/${chapter.name}`;
    for (const name of programs(folder)) {
      if (inPython.has(`${folder}/${name}`)) continue;
      const record = `oracle/course-records/${name.slice(0, -3).replaceAll("_", "-")}`;
      // Of a program that uses threads what it writes was recorded, not its steps.
      const steps = exists(`${record}.output.txt`) === null;
      found.push({ program: `${folder}/${name}`, record: `${record}${steps ? ".txt" : ".output.txt"}`, steps });
    }
  }
  return found;
};

/// Every step of every task, as tests/oracle/record.py writes it.
const stepped = (file) => {
  let written = "";
  let turn = 0;
  let repeats = false;
  let running = null;
  const names = new Map();
  const begun = new Set();
  const ended = new Set();
  for (const { t, kind, fields, schema, strings } of events(file)) {
    const tell = (task, what) => {
      const name = task === null ? "-" : names.get(task);
      written += line(`${`${t}`.padStart(9)} ${`${turn}`.padStart(4)} ${name.padEnd(10)}`, what);
    };
    const [task] = fields;
    if (kind === "turn") turn += 1;
    if (kind === "turns_repeated") [repeats, turn] = [true, turn + fields[0]];
    if (kind === "task_created" || kind === "task_renamed") names.set(task, strings[fields[1]]);
    if (kind === "step_began") {
      running = task;
      tell(task, begun.has(task) ? "step" : "start");
      begun.add(task);
    }
    if (kind === "step_ended") {
      running = null;
      const how = schema.outcome[fields[2]].split(" ")[0];
      if (how === "suspended") continue;
      tell(task, how === "raised" ? `end raised ${strings[fields[3]]}` : `end ${how}`);
      ended.add(task);
    }
    if (kind === "output" && schema.stream[fields[0]] === "out") tell(running, `out ${strings[fields[1]]}`);
    if (kind === "run_ended") {
      const how = schema.status[fields[0]].split(" ")[0];
      const left = [...names].filter(([task]) => !ended.has(task)).sort(([a], [b]) => a - b).map(([, name]) => name);
      const more = how === "raised" ? ` ${strings[fields[1]]}` : how === "deadlock" ? `: ${left.join(", ")}` : "";
      written += line("run", how + more);
      break;
    }
  }
  const all = written.split("\n");
  return all.length > 2002 || repeats ? all.filter((line) => !line.endsWith(" step")).join("\n") : written;
};

/// What a program wrote and how it ended without the moments, where CPython's clock was the machine's.
const withoutMoments = (text) => text.replaceAll(/^ *\d+ (?=out|err)/gm, "        0 ");

/// That a program that goes wrong has ended so, if it should not have.
const otherwise = (endings, end, why) =>
  bad.isAmong(endings, end) ? null : `${end.slice(0, 300)} instead of ${endings.join(" or ")} ${why?.message ?? ""}\n`;

/// Programs whose threads may have to take turns.
const TAKES_TURNS = /thread|multiprocessing|subprocess|Executor|setitimer/;
const maySuspend = (program) =>
  /^(python\/(hosts|network|packages|services)|sqlite)\//.test(program) || inPython.has(program) || TAKES_TURNS.test(text(program));

/// Demos in Python that write their lines in an order that is not promised: threads of a pool are done when they are.
const UNORDERED = ["two-files.aiofiles"];
const sorted = (record) => record.split("\n").sort().join("\n");

/// That a program has ended with the sentence that its threads or processes would have to take turns.
const gaveUp = (file) => /the threads or processes of this program have to take turns/.test(file) && said(file).endsWith("exit 1\n");

/// So long runs a program that never ends, and so long may one that does.
const NEVER_MS = 500;
const LONGEST_MS = 60_000;

/// Runs a program; returns what is wrong with how it went, if anything.
const judged = async (engine, { program, record, steps, timeless, endings, name, source: given }, suspends) => {
  try {
    let source = given ?? text(program);
    if (steps) {
      // The recorder starts it itself.
      const last = STARTS.find((last) => source.endsWith(last));
      if (last) source = source.slice(0, -last.length);
      source = source.replaceAll('__name__ == "__main__"', "False") + text("oracle/engine.py");
    }
    const file = await engine.run({ file: name ? `${name}.py` : path.basename(program), source, beside: beside(program), limit: steps ? 10 * LIMIT : LIMIT });
    if (endings) return otherwise(endings, bad.ended(file));
    const order = UNORDERED.includes(name) ? sorted : (record) => record;
    const told = timeless ? withoutMoments : (text) => text;
    const expected = told(name ? said(text(record)) : text(record));
    const wrong = difference(order(expected), order(told((steps ? stepped : said)(file)))) ?? unexplained(file);
    return wrong && !suspends && maySuspend(program) && gaveUp(file) ? null : wrong;
  } catch (error) {
    return endings ? otherwise(endings, bad.broken(String(error)), error) : `${error?.stack ?? error}`;
  }
};

/// Takes programs, one after the other.
const work = async () => {
  const engine = await ready(workerData);
  parentPort.on("message", async (job) => parentPort.postMessage({ program: job.program, wrong: await judged(engine, job, false) }));
  parentPort.postMessage({});
};

/// Takes programs from a queue, one after the other, in a worker of node that is replaced where a program has to be stopped.
const underNode = (engine, tell) => async (queue) => {
  for (let job = queue.shift(); job; ) {
    const worker = new Worker(new URL(import.meta.url), { workerData: engine });
    const answer = () => new Promise((done, failed) => worker.removeAllListeners().once("message", done).once("error", failed));
    await answer();
    for (; job; job = queue.shift()) {
      const never = job.endings?.includes("never");
      let timer;
      const late = new Promise((done) => {
        timer = setTimeout(() => done("late"), never ? NEVER_MS : LONGEST_MS);
      });
      const coming = answer();
      worker.postMessage(job);
      const came = await Promise.race([coming, late]).catch((error) => ({ wrong: `${error}` }));
      clearTimeout(timer);
      if (came === "late") {
        if (!never) tell(job.program, "does not end");
        job = queue.shift();
        break;
      }
      if (came.wrong) tell(job.program, came.wrong);
    }
    await worker.terminate();
  }
};

/// Takes programs from a queue, one after the other, in the page's worker.
const inChromium = (browser, tell) => async (queue) => {
  const engine = await browser.ready(LONGEST_MS);
  for (let job = queue.shift(); job; job = queue.shift()) {
    const never = job.endings?.includes("never");
    const run = (asked) => engine.run(asked, never ? NEVER_MS : LONGEST_MS);
    const wrong = await judged({ run }, job, true);
    if (wrong && !(never && wrong.includes(STOPPED))) tell(job.program, wrong);
  }
};

const main = async () => {
  const [folder, ...options] = process.argv.slice(2);
  const names = options.filter((option) => !option.startsWith("--"));
  const began = performance.now();
  // The page's own script knows its PostgreSQL.
  const script = path.resolve(folder, "../python-worker.js");
  const browser = options.includes("--browser") ? await open(folder, existsSync(script) ? script : undefined) : null;
  const [goWrong, wanted] = [options.includes("--bad"), (name) => !names.length || names.includes(name)];
  const all = browser && goWrong ? [] : jobs().filter(({ program }) => wanted(path.basename(program, ".py")) && (!browser || maySuspend(program)));
  for (const { name, topic, endings, source } of bad.programs()) {
    if ((goWrong || (names.length && !browser)) && (wanted(name) || names.includes(topic))) all.push({ program: `bad/${topic}/${name}.py`, endings, source });
  }
  let different = 0;
  const tell = (program, wrong) => {
    different += 1;
    console.log(`== ${program}: ${wrong}`);
  };
  const one = browser ? inChromium(browser, tell) : underNode(await compiled(folder), tell);
  const queue = [...all];
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, () => one(queue)));
  await browser?.close();
  const where = browser ? "the page's worker in Chromium" : "the worker's wasm";
  console.log(`${all.length} programs in ${where}, ${different} differ, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  process.exitCode = different || !all.length ? 1 : 0;
};

await (isMainThread ? main() : work());
