// How CPython's own tests end in the engine, as VERSION.txt has it: how many of each module run, pass, fail and are
// skipped, and by name every one that does not pass, beneath the reason why.
//
//     test_asyncio.test_locks: 75 run, 75 passed, 0 failed, 0 skipped
//
//     # A reason, in one or more lines.
//     failed test_asyncio.test_events.CallSoonTests.test_one
//     skipped ...
//     left out ...          no run would survive it

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/// Beneath this stands what nobody has explained yet.
const UNKNOWN = "?";

export const fileOf = (version) => fileURLToPath(new URL(`${version}.txt`, import.meta.url));

/// { counts: text by module, expected: { how, reason } by id, leftOut: ids }; empty for a version that is not pinned.
export const read = (version) => {
  const pinned = { counts: {}, expected: new Map(), leftOut: [] };
  let text = "";
  try {
    text = readFileSync(fileOf(version), "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  let reason = null;
  let begun = false;
  for (const line of text.split("\n")) {
    const test = /^(failed|skipped|left out) (.+)$/.exec(line);
    const counts = /^(\S+): (\d+ run, .+)$/.exec(line);
    if (line.startsWith("# ")) reason = begun ? `${reason} ${line.slice(2)}` : line.slice(2);
    else if (test) pinned.expected.set(test[2], { how: test[1], reason });
    else if (counts) pinned.counts[counts[1]] = counts[2];
    begun = line.startsWith("# ");
  }
  pinned.leftOut = [...pinned.expected].filter(([, { how }]) => how === "left out").map(([id]) => id);
  return pinned;
};

export const count = (ends) => {
  const counts = { run: 0, passed: 0, failed: 0, skipped: 0 };
  for (const { how } of ends) {
    counts.run += 1;
    counts[how] += 1;
  }
  return counts;
};

const inWords = ({ run, passed, failed, skipped }) => `${run} run, ${passed} passed, ${failed} failed, ${skipped} skipped`;

/// The counts of each module, and of all.
const counted = (ended) => {
  const modules = {};
  for (const { module, how } of ended.values()) (modules[module] ??= []).push({ how });
  const each = Object.entries(modules).sort().map(([module, ends]) => [module, inWords(count(ends))]);
  return Object.fromEntries([...each, ["all", inWords(count(ended.values()))]]);
};

/// What is not as pinned, a sentence each.
export const compare = (ended, { counts, expected }) => {
  const wrong = [];
  for (const [id, { how, why }] of ended) {
    const pinned = expected.get(id)?.how ?? "passed";
    if (how !== pinned) wrong.push(`${id}: ${how} instead of ${pinned}${why ? `: ${why}` : ""}`);
  }
  for (const [id, { how, reason }] of expected) {
    if (how !== "left out" && !ended.has(id)) wrong.push(`${id}: pinned as ${how}, and is not there`);
    if (reason === UNKNOWN || !reason) wrong.push(`${id}: pinned as ${how} without a reason`);
  }
  const found = counted(ended);
  for (const module of new Set([...Object.keys(counts), ...Object.keys(found)])) {
    if (counts[module] !== found[module]) wrong.push(`${module}: ${found[module] ?? "nothing"} instead of ${counts[module] ?? "nothing"}`);
  }
  return wrong;
};

/// The file anew: counts as they are, reasons as they were, and what has none beneath a question mark.
export const write = (version, ended, { expected }) => {
  const reasons = new Map();
  const put = (reason, line) => reasons.set(reason, [...(reasons.get(reason) ?? []), line]);
  for (const [id, { how, reason }] of expected) {
    const now = how === "left out" ? how : ended.get(id)?.how;
    if (now === how) put(reason, `${how} ${id}`);
  }
  for (const [id, { how }] of ended) {
    if (how !== "passed" && expected.get(id)?.how !== how) put(UNKNOWN, `${how} ${id}`);
  }
  const lines = [`CPython ${version}: its own tests in the engine.`, ""];
  for (const [module, counts] of Object.entries(counted(ended))) lines.push(`${module}: ${counts}`);
  for (const [reason, tests] of reasons) {
    lines.push("", ...wrapped(reason).map((line) => `# ${line}`), ...tests.sort());
  }
  return `${lines.join("\n")}\n`;
};

const wrapped = (text) => text.match(/.{1,116}(?=\s|$)/g).map((line) => line.trim());
