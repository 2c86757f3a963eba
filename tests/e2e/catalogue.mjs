// The catalogue as the sources declare it, so that no test repeats a number: src/demos/mod.rs has one line a demo.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DEMOS = fileURLToPath(new URL("../../src/demos/", import.meta.url));
const declared = readFileSync(`${DEMOS}mod.rs`, "utf8").split("\ncatalogue! {\n")[1].split("\n}\n")[0];
const id = (stem) => stem.replaceAll("_", "-");

/// Chapters by their folders, each with the ids of its demos.
export const chapters = Object.fromEntries(
  [...declared.matchAll(/^    (\w+) = \w+ \{\n([^}]*)/gm)].map(([, folder, lines]) => [folder, [...lines.matchAll(/^ +(\w+)/gm)].map(([, stem]) => id(stem))]),
);
/// The ids of the demos in Python, which have no program in Rust.
export const inPython = [...declared.matchAll(/^ +(\w+) in Python,$/gm)].map(([, stem]) => id(stem));
/// The ids of the course, in its order.
export const course = Object.entries(chapters).flatMap(([folder, ids]) => (folder === "beyond" ? [] : ids));
if (!course.includes("gather")) throw new Error("src/demos/mod.rs declares its catalogue in another way");

/// The programs in Python beside the demos: { name, path }, the path relative to src/ and to the page.
export const twins = Object.keys(chapters).flatMap((folder) =>
  readdirSync(DEMOS + folder)
    .filter((file) => file.endsWith(".py"))
    .map((file) => ({ name: id(file.slice(0, -3)), path: `demos/${folder}/${file}` })),
);
/// The path of a demo's own file, relative to src/ and to the page.
export const file = (wanted) => {
  const folder = Object.keys(chapters).find((folder) => chapters[folder].includes(wanted));
  return `demos/${folder}/${wanted.replaceAll("-", "_")}.rs`;
};
