// CPython's own tests of asyncio, of coroutines and of what belongs to them, in the engine as it is shipped: the
// page's worker, in Chromium. How each ends is pinned for a version of CPython, in VERSION.txt.
//
//     node tests/cpython/run.mjs FOLDER VERSION TESTS [--update] [--full] [NAME...]
//
// FOLDER has worker*_bg.js and its wasm; TESTS is the folder of CPython's package `test`. With names only the modules and
// tests whose ids begin with one of them run, and nothing is compared; --full says all of each error.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { open } from "../python/page_engine.mjs";
import * as pins from "./pins.mjs";

/// The modules of tests, the longest first, and into how many runs each is cut: a record has an end.
const MODULES = {
  "test_asyncio.test_tasks": 6,
  "test_asyncio.test_base_events": 2,
  "test_asyncio.test_events": 2,
  "test_asyncio.test_futures": 2,
  "test_asyncio.test_streams": 1,
  "test_asyncio.test_selector_events": 1,
  "test_asyncio.test_sock_lowlevel": 1,
  "test_asyncio.test_server": 1,
  "test_asyncio.test_buffered_proto": 1,
  "test_asyncio.test_sslproto": 1,
  "test_asyncio.test_ssl": 1,
  "test_asyncio.test_locks": 1,
  "test_asyncio.test_queues": 1,
  "test_asyncio.test_taskgroups": 1,
  "test_asyncio.test_timeouts": 1,
  "test_asyncio.test_eager_task_factory": 1,
  "test_asyncio.test_runners": 1,
  "test_asyncio.test_waitfor": 1,
  "test_asyncio.test_pep492": 1,
  "test_asyncio.test_futures2": 1,
  "test_asyncio.test_threads": 1,
  "test_asyncio.test_staggered": 1,
  "test_asyncio.test_context": 1,
  "test_asyncio.test_protocols": 1,
  "test_asyncio.test_transports": 1,
  test_socket: 2,
  test_selectors: 1,
  test_coroutines: 1,
  test_asyncgen: 1,
  test_generators: 1,
  test_context: 1,
  test_contextlib: 1,
  test_contextlib_async: 1,
  "test_unittest.test_async_case": 1,
};
/// What they import of the package `test`, beside `test.support`.
const SHARED = ["test_asyncio/__init__", "test_asyncio/utils", "test_asyncio/functional", "test_contextlib"];

/// Loops of their own wait for time to pass by itself.
const MEASURED = ["test_asyncio.test_pep492", "test_asyncio.test_base_events", "test_asyncio.test_runners"];

const LIMIT = 1_000_000;
const LONGEST_MS = 120_000;

/// Modules by name, each with whether it is a package and its text, as far as they are there.
const modules = (folder, files) => {
  const found = {};
  for (const file of files) {
    const whole = path.join(folder, `${file}.py`);
    const name = file.replaceAll("/", ".").replace(/\.__init__$/, "");
    try {
      found[name] = [/__init__$/.test(file), readFileSync(whole, "utf8")];
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return found;
};

const pythonFiles = (folder, name) =>
  readdirSync(path.join(folder, name)).filter((file) => file.endsWith(".py")).map((file) => `${name}/${file.slice(0, -3)}`);

/// What the engine does not bring and every test asks for.
const common = (tests) => {
  const above = path.dirname(tests);
  const which = "--locked --format-version 1 --features python --filter-platform wasm32-unknown-unknown".split(" ");
  const metadata = execFileSync("cargo", ["metadata", ...which], { maxBuffer: 1 << 28 });
  const { manifest_path } = JSON.parse(metadata).packages.find(({ name }) => name === "rustpython-pylib");
  const library = path.join(path.dirname(manifest_path), "Lib");
  return {
    ...modules(library, ["pkgutil", ...pythonFiles(library, "unittest")]),
    ...modules(above, ["test/__init__", "test/test_unittest/__init__", ...pythonFiles(above, "test/support")]),
    ...modules(above, SHARED.map((name) => `test/${name}`)),
  };
};

/// The certificates that tests of TLS read, by the names of their files. Before CPython 3.12 they lie beside the tests.
const certificates = (tests) => {
  const found = {};
  for (const name of ["keycert3.pem", "pycacert.pem", "ssl_cert.pem", "ssl_key.pem"]) {
    const folder = ["certdata", "."].find((folder) => existsSync(path.join(path.dirname(tests), "test", folder, name)));
    found[name] = folder ? readFileSync(path.join(path.dirname(tests), "test", folder, name), "utf8") : "";
  }
  return found;
};

/// A value as Python writes it: of the same literals as JSON, but for these.
const python = (value) =>
  JSON.stringify(value, (_, value) => (typeof value === "boolean" ? Number(value) : value));

const program = (driver, sources, held, { module, part, parts }, only, leftOut, full) =>
  `SOURCES = ${python(sources)}\nCERTIFICATES = ${python(held)}\n` +
  `MODULE, PART, PARTS, ONLY, LEFT_OUT, FULL = ${[module, part, parts, only, leftOut, full].map(python).join(", ")}\n` +
  driver;

/// What a record's program wrote, and how it ended.
const said = (file) => {
  const { schema, strings, events } = JSON.parse(file);
  const kinds = schema.kinds.map((kind) => kind.split(" ")[0]);
  const lines = [];
  const errors = [];
  for (const [kind, , , , ...fields] of events) {
    if (kinds[kind] === "output") (schema.stream[fields[0]] === "out" ? lines : errors).push(strings[fields[1]]);
    if (kinds[kind] === "warning" && schema.warning[fields[0]] === "limit") errors.push(strings[fields[1]]);
  }
  return { lines, errors };
};

const main = async () => {
  const [folder, version, tests, ...options] = process.argv.slice(2);
  const [update, full] = ["--update", "--full"].map((option) => options.includes(option));
  const only = options.filter((option) => !option.startsWith("--"));
  const began = performance.now();
  const browser = await open(folder);
  const pinned = pins.read(version);
  const shared = common(tests);
  const held = certificates(tests);
  const driver = readFileSync(new URL("driver.py", import.meta.url), "utf8");
  const jobs = Object.entries(MODULES).flatMap(([module, parts]) => {
    const sources = { ...shared, ...modules(path.dirname(tests), [`test/${module.replaceAll(".", "/")}`]) };
    // Some are younger than a version.
    if (!sources[`test.${module}`] || (only.length && !only.some((name) => name.startsWith(module) || module.startsWith(name)))) return [];
    return Array.from({ length: parts }, (_, part) => ({ module, sources, part, parts }));
  });
  const ended = new Map();
  const broken = [];
  const queue = [...jobs];
  /// One after the other, in a worker of the page that is replaced where a run has to be stopped.
  const one = async () => {
    const engine = await browser.ready(LONGEST_MS);
    for (let job = queue.shift(); job; job = queue.shift()) {
      const name = `${job.module}, run ${job.part + 1} of ${job.parts}`;
      const source = program(driver, job.sources, held, job, only.filter((name) => !job.module.startsWith(name)), pinned.leftOut, full);
      const asked = { file: "driver.py", source, measured: MEASURED.includes(job.module), limit: LIMIT };
      const { lines, errors } = await engine.run(asked).then(said, (error) => ({ lines: [], errors: [error.message] }));
      const last = lines.findLast((line) => line.startsWith("> "))?.slice(2) ?? "no test";
      if (lines.at(-1) !== "done") broken.push(`${name}, in ${last}: ${errors.slice(-12).join("\n    ")}`);
      for (const line of lines) {
        if (!line.startsWith("[")) continue;
        const [id, how, why] = JSON.parse(line);
        ended.set(id, { module: job.module, how, why });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, one));
  await browser.close();
  broken.forEach((why) => console.log(`== ${why}`));
  let wrong = broken.length;
  if (only.length) {
    for (const [id, { how, why }] of ended) console.log(`${how} ${id}${why ? `: ${why}` : ""}`);
  } else if (update) {
    writeFileSync(pins.fileOf(version), pins.write(version, ended, pinned));
  } else {
    const differences = pins.compare(ended, pinned);
    differences.forEach((difference) => console.log(`== ${difference}`));
    wrong += differences.length;
  }
  const { run, passed, failed, skipped } = pins.count(ended.values());
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${run} tests of CPython ${version} in the page's worker: ${passed} passed, ${failed} failed, ${skipped} skipped; ${wrong} not as pinned; ${seconds} s`);
  process.exitCode = wrong || !run ? 1 : 0;
};

await main();
