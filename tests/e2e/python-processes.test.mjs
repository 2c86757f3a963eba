// Programs with processes: their lanes have names, and the sentences call them processes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open, shows } from "./browser.mjs";
import { lines, start as startAt, write } from "./python.mjs";

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

for (const [locale, starts, ended] of [
  ["en", "main() · Task-1 starts process SpawnProcess-N beside the loop.", "SpawnProcess-1 returned 9"],
  ["ru", "Задача main() · Task-1 запускает процесс SpawnProcess-N.", "SpawnProcess-1 вернул 9"],
]) {
  test(`an executor's processes and one of the program's own are lanes with names, ${locale}`, async () => {
    const page = await startAt(site, "#/python", { locale });
    await write(page, PROGRAM);
    const [run, begin, end, events] =
      locale === "en" ? ["Run", "To the start", "To the end", "Events"] : ["Пуск", "В начало", "В конец", "События"];
    await page.locator("#run").click();
    await page.getByRole("button", { name: run, exact: true }).waitFor();
    await page.getByRole("button", { name: end }).click();
    await shows(() => lines(page), ["worked 1", "worked 2", "worked 3", "[9, 1, 4]", "worked 1"]);
    const inspector = page.locator("#inspector, .inspector").first();
    await inspector.getByText("beside").first().waitFor();
    const entries = (await inspector.textContent()).replace(/\s+/g, " ");
    for (const name of [ended, "SpawnProcess-3", "beside"]) assert.ok(entries.includes(name), `${name}: ${entries}`);
    await page.getByRole("button", { name: events }).click();
    await page.getByRole("button", { name: begin }).click();
    await page.locator("#events td").filter({ hasText: starts.replace("-N", "-3") }).waitFor();
    const sentences = await page.locator("#events td:last-child").allTextContents();
    for (const n of [1, 2, 3]) assert.ok(sentences.includes(starts.replace("-N", `-${n}`)), sentences.join("\n"));
    await assertAccessible(page);
    await assertClean(page);
  });
}
