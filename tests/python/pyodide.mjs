// Compares the records with what CPython 3.14 does, which is the engine's version: Pyodide, from npm.
//
//     node tests/python/pyodide.mjs            exit status 1 on any difference
//     node tests/python/pyodide.mjs --update   writes NAME.3.14.txt where CPython 3.14 differs

import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const python = await loadPyodide();
python.FS.mkdirTree("/tests");
python.mountNodeFS("/tests", fileURLToPath(new URL("..", import.meta.url)));
// The virtual clock knows the rule of a module of the engine.
python.FS.mkdirTree("/src");
python.mountNodeFS("/src", fileURLToPath(new URL("../../src", import.meta.url)));
python.globals.set("update", process.argv.includes("--update"));
const check = `
import asyncio, sys, time

# Pyodide enters a loop of its own, the browser's.
asyncio.events._set_running_loop(None)
sys.dont_write_bytecode = True
sys.path.insert(0, "/tests/python")
wall = time.monotonic
import record

began = wall()
compared, wrong = record.check_newer(update)
for sentence in wrong:
    print(sentence)
print(f"CPython {sys.version.split()[0]}: {compared} programs, {len(wrong)} wrong")
1 if wrong else 0
`;
try {
    process.exitCode = python.runPython(check);
} catch (error) {
    // The whole of Pyodide stands on the line that threw it.
    console.error(error.type, error.message);
    process.exitCode = 1;
}
