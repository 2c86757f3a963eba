// The table of Python's library, static/reference/library.json, beside what the engine does when each module is imported:
// one that is said to be in the engine comes without a pack, one that is said to be fetched comes in one, and one that is
// refused is refused with the reason that the table gives.
//
//     node tests/python/library_table.mjs FOLDER     FOLDER has worker*_bg.js and its wasm, as dist/python has

import { readFileSync } from "node:fs";
import { compiled, ready, said } from "./engine.mjs";

const groups = JSON.parse(readFileSync(new URL("../../static/reference/library.json", import.meta.url), "utf8"));
// The engine's sentence, made of the table's, of which the module is the subject.
const refusal = (name, about) => `${name} ${about[0].toLowerCase()}${about.slice(1)} All modules: #/library`;
const expected = new Map(
  groups.flatMap(({ state, about, modules }) =>
    modules.split(" ").map((name) => [name, state === "refused" ? `refused: ${refusal(name, about.en)}` : state]),
  ),
);

// What becomes of every module that CPython has, as the interpreter knows the list. Those in part are there as any other.
const SOURCE = `
import sys, _loopline, _limits
out = sys.stdout
for name in sorted(sys.stdlib_module_names):
    if name.startswith("_") and name != "__future__":
        continue
    try:
        sys.stdout = sys.stderr
        __import__(name)
        state = "engine" if _loopline.in_pack(name) is None else "pack"
    except ImportError:
        state = "refused: " + _limits.lacking(name)
    sys.stdout = out
    print(name, state)
`;

const run = await ready(await compiled(process.argv[2]));
const record = await run({ file: "program.py", source: SOURCE, limit: 200_000 });
const lines = said(record).split("\n").map((line) => / out (\S+) (.*)/.exec(line)).filter(Boolean);
const found = new Map(lines.map(([, name, state]) => [name, state]));
const wrong = [];
for (const name of new Set([...expected.keys(), ...found.keys()])) {
  const [table, engine] = [expected.get(name) ?? "not in the table", found.get(name) ?? "unknown to the engine"];
  const same = table === engine || (table === "part" && ["engine", "pack"].includes(engine));
  if (!same) wrong.push(`${name}: the table says “${table}”, the engine “${engine}”`);
}
console.log(`the table of the library: ${found.size} modules, ${wrong.length} differ`);
if (wrong.length || found.size < 180) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
