// Programs with processes: their lanes have names, in the picture, in its table and in the console's sentences.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open } from "./browser.mjs";
import { lines, ready, run, start as startAt, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

const PROGRAM = `import asyncio, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

def work(n):
    time.sleep(n)
    print("worked", n)
    return n * n

async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(3) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in (3, 1, 2))))

if __name__ == "__main__":
    asyncio.run(main())
    beside = Process(target=work, args=(1,), name="beside")
    beside.start()
    beside.join()
`;

test("an executor's processes and one of the program's own are lanes with names", async () => {
  const page = await startAt(site);
  await write(page, PROGRAM);
  await ready(page);
  await run(page);
  assert.deepEqual(await lines(page), ["worked 1", "worked 2", "worked 3", "[9, 1, 4]", "worked 1"]);
  const names = await page.locator(".timeline table tbody th, .timeline-table tbody th").allTextContents();
  for (const name of ["SpawnProcess-1", "SpawnProcess-2", "SpawnProcess-3", "beside"]) {
    assert.ok(names.some((lane) => lane.includes(name)), `${name} is among ${names}`);
  }
  await assertAccessible(page);
  await assertClean(page);
});
