// Programs in Python with SQLite: live, and without a network once it was used.
import { after, before, test } from "node:test";
import { assertClean, open, shows } from "./browser.mjs";
import { lines, ready, run, start, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

const NOTES = `import asyncio, time, aiosqlite
async def main():
    async with aiosqlite.connect("notes.db") as db:
        await db.execute("CREATE TABLE note(text)")
        await db.execute("INSERT INTO note VALUES (?)", ("kept",))
        await db.commit()
        await asyncio.sleep(0.2)
        await db.create_function("later", 1, lambda text: time.sleep(0.1) or text)
        async with db.execute("SELECT later(text) FROM note") as cursor:
            print(await cursor.fetchall())
asyncio.run(main())
`;
const button = (page, name) => page.getByRole("button", { name, exact: true });

test("a program with a database runs live, and a function that SQLite calls may sleep", async () => {
  const page = await start(site, "#/python");
  await ready(page);
  await write(page, NOTES);
  await button(page, "Live").click();
  await button(page, "Run").click();
  await shows(() => lines(page), ["[('kept',)]"]);
  await assertClean(page);
});

/// The names of SQLite's files that are kept for offline use.
const kept = (page) =>
  page.evaluate(async () => {
    const [name] = await caches.keys();
    const requests = name ? await (await caches.open(name)).keys() : [];
    const paths = requests.map(({ url }) => new URL(url).pathname).filter((path) => /\/python\/sqlite-/.test(path));
    return paths.map((path) => path.replace(/.*\//, "")).sort();
  });
const FILES = ["callbacks.js", "file-system.js", "files.js", "memory.js", "operations.js", "sqlite.js", "sqlite3.wasm", "values.js"];

test("SQLite comes with the first program that imports it, and is there without a network after that", async () => {
  const page = await start(site, "#/python", { serviceWorkers: "allow" });
  await ready(page);
  await shows(() => kept(page), []);
  await write(page, NOTES);
  await run(page);
  await shows(() => lines(page), ["[('kept',)]"]);
  await shows(() => kept(page), FILES);
  await page.context().setOffline(true);
  await page.again();
  await ready(page);
  await write(page, NOTES.replace("'kept'", "'again'").replace('"kept"', '"again"'));
  await run(page);
  await shows(() => lines(page), ["[('again',)]"]);
  await assertClean(page, [/ERR_INTERNET_DISCONNECTED/]);
});
