// Programs with processes: their lanes have names in the picture, and the sentences call them processes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open } from "./browser.mjs";
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

for (const [locale, word, starts] of [
  ["en", "process", "Task-1 starts process SpawnProcess-1 beside the loop."],
  ["ru", "процесс", "Задача Task-1 запускает процесс SpawnProcess-1."],
]) {
  test(`an executor's processes and one of the program's own are lanes with names, ${locale}`, async () => {
    const page = await startAt(site, "#/python", { locale });
    await write(page, PROGRAM);
    const [run, end, file, picture, events] =
      locale === "en" ? ["Run", "To the end", "File", /Picture, SVG/, "Events"] : ["Пуск", "В конец", "Файл", /Картинка, SVG/, "События"];
    await page.locator("#run").click();
    await page.getByRole("button", { name: run, exact: true }).waitFor();
    await page.getByRole("button", { name: end }).click();
    assert.deepEqual(await lines(page), ["worked 1", "worked 2", "worked 3", "[9, 1, 4]", "worked 1"]);
    await page.getByRole("button", { name: file, exact: true }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: picture }).click()]);
    const svg = await readFile(await download.path(), "utf8");
    for (const name of ["SpawnProcess-1", "SpawnProcess-2", "SpawnProcess-3", `beside · ${word}`]) {
      assert.ok(svg.includes(`>${name}<`), `${name} is in the picture`);
    }
    await page.getByRole("button", { name: events }).click();
    await page.locator("#events tr.current").waitFor();
    const sentences = await page.evaluate(async () => {
      const found = new Set();
      const list = document.getElementById("events");
      for (let top = 0; top <= list.scrollHeight; top += 200) {
        list.scrollTop = top;
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        for (const cell of list.querySelectorAll("td:last-child")) found.add(cell.textContent);
      }
      return [...found];
    });
    assert.ok(sentences.includes(starts), sentences.join("\n"));
    await assertAccessible(page);
    await assertClean(page);
  });
}
