// After each build: the course's programs in Python, as files that the page fetches when one is opened.
//
// They are those that the tests run, which bring their own loop; here each runs its `main` itself. LOOPLINE_ENGINE names
// a folder with the engine, worker.js and worker_bg.wasm; without it the page says that there is none.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
const programs = join(import.meta.dirname, "..", "tests", "oracle", "course");
const course = join(staging, "python", "course");
mkdirSync(course, { recursive: true });
for (const name of readdirSync(programs).filter((name) => name.endsWith(".py"))) {
  let program = readFileSync(join(programs, name), "utf8").trimEnd();
  if (/^async def main\(\):/m.test(program) && !/^asyncio\.run\(/m.test(program)) {
    if (!/^import asyncio$/m.test(program)) program = `import asyncio\n${/^(import|from) /.test(program) ? "" : "\n\n"}${program}`;
    program += "\n\n\nasyncio.run(main())";
  }
  writeFileSync(join(course, name), `${program}\n`);
}

const engine = process.env.LOOPLINE_ENGINE;
for (const name of engine ? ["worker.js", "worker_bg.wasm"] : []) copyFileSync(join(engine, name), join(staging, "python", name));
