// The programs of tests/python with their records and what lies beside them, for whatever runs them.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const TESTS = fileURLToPath(new URL("..", import.meta.url));

export const text = (...names) => readFileSync(path.join(TESTS, ...names), "utf8");
export const exists = (...names) => {
  try {
    return text(...names);
  } catch {
    return null;
  }
};

/// The files of the programs in a folder of tests/.
export const programs = (folder) => readdirSync(path.join(TESTS, folder)).filter((name) => name.endsWith(".py")).sort();

/// The programs in a folder, each with its record: that of the engine where it differs, else CPython's.
export const recorded = (folder) =>
  programs(folder).map((name) => {
    const stem = `${folder}/${name.slice(0, -3)}`;
    const record = [".engine.txt", ".3.14.txt", ".txt"].map((end) => stem + end).find((file) => exists(file) !== null);
    if (!record) throw new Error(`${stem} has no record`);
    return { program: `${folder}/${name}`, record };
  });

/// The programs of the demos in Python: { name, program }, the name of a record and the path from tests/.
export const demosInPython = () =>
  readdirSync(path.join(TESTS, "../src/demos"), { withFileTypes: true })
    .filter((chapter) => chapter.isDirectory())
    .flatMap((chapter) => programs(`../src/demos/${chapter.name}`).map((name) => `../src/demos/${chapter.name}/${name}`))
    .filter((program) => /Twins::Only\b/.test(text(program.replace(/(\.[\w-]+)?\.py$/, ".rs"))))
    .map((program) => ({ name: path.basename(program, ".py").replaceAll("_", "-"), program }));

/// The files beside a program, as an order has them: [[path, text]]. All programs of a demo have the same hosts and visits.
export const beside = (program) => {
  const hosts = exists(program.replace(/(\.[\w-]+)?\.py$/, ".loopline.json"));
  if (program.startsWith("../src/demos/")) return hosts === null ? [] : [["loopline.json", hosts]];
  const folder = path.join(TESTS, program.replace(/\.py$/, ".files"));
  const inside = (above) =>
    readdirSync(path.join(folder, above), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const file = above ? `${above}/${entry.name}` : entry.name;
        return entry.isDirectory() ? inside(file) : [[file, readFileSync(path.join(folder, file), "utf8")]];
      });
  return existsSync(folder) ? inside("") : [];
};
