// Compares the records with what the next CPython does: Pyodide is CPython 3.14, built for wasm.
//
//     node tests/oracle/pyodide.mjs        exit status 1 on any difference

import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const python = await loadPyodide();
// The whole repository: the twins of the demos stand among the sources.
python.FS.mkdir("/loopline");
python.mountNodeFS("/loopline", fileURLToPath(new URL("../..", import.meta.url)));
process.exitCode = python.runPython(`
import asyncio, sys

# Pyodide enters a loop of its own, the browser's; the programs run on ours.
asyncio.events._set_running_loop(None)
sys.path.insert(0, "/loopline/tests/oracle")
sys.dont_write_bytecode = True
import record

print("CPython", sys.version.split()[0])
record.main(["--check"])
`);
