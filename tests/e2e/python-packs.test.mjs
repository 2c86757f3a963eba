// Packs of Python's library and of packages: fetched before a program runs that imports from them, kept for later and for
// offline, and missed by a sentence.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertClean, eventually, open, started } from "./browser.mjs";
import { content, lines, ready, run, start as startAt, write } from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());
const start = (options) => startAt(site, "#/python", options);

const printed = (page, line) => page.locator(".console-text").filter({ hasText: line }).first().waitFor();

test("a part of the library that is seldom wanted is fetched before a program runs that imports it, kept for later, and missed by a sentence", async () => {
  const page = await start();
  const fetched = [];
  page.on("request", (request) => /\.pack$/.test(request.url()) && fetched.push(request.url().replace(/.*\/(.*)-[0-9a-f]+\.pack$/, "$1")));
  await write(page, "import decimal, zoneinfo\nprint(decimal.Decimal('0.1') * 3, zoneinfo.ZoneInfo('Europe/Moscow'))");
  await ready(page);
  await run(page);
  await printed(page, "0.3 Europe/Moscow");
  assert.deepEqual(fetched.sort(), ["calendar", "numbers", "time-zones", "zoneinfo"], "each once");
  await page.route("**/python/email-*.pack", (route) => route.abort());
  await write(page, "import email");
  await run(page);
  await printed(page, "email is a part of Python's library that could not be fetched");
});

test("a package is fetched with what it depends on before a program runs that imports it, and only once", async () => {
  const page = await start();
  const fetched = [];
  page.on("request", (request) => /\.pack$/.test(request.url()) && fetched.push(request.url().replace(/.*\/(.*)-[0-9a-f]+\.pack$/, "$1")));
  const program = (word) => `import anyio, attrs\n\nasync def main():\n    await anyio.sleep(1)\n    print("${word}", attrs.__name__)\n\nanyio.run(main)`;
  await write(page, program("first"));
  await ready(page);
  await run(page);
  await printed(page, "first attrs");
  for (const name of ["anyio", "attrs", "idna", "typing-extensions"]) assert.ok(fetched.includes(name), `${name} of ${fetched}`);
  assert.ok(!fetched.includes("trio"), "no package that the program does not import");
  const before = fetched.length;
  await write(page, program("second"));
  await run(page);
  await printed(page, "second attrs");
  assert.equal(fetched.length, before, "nothing is fetched again");
  await write(page, "import numpy");
  await run(page);
  await printed(page, "numpy is compiled for a machine");
});

test("a pack that comes damaged is fetched once more, past every cache, and told in a sentence if it stays so", async () => {
  const page = await start();
  await ready(page);
  let damaged = 1;
  let asked = 0;
  await page.route("**/python/configuration-*.pack", async (route) => {
    asked += 1;
    const response = await route.fetch();
    const body = await response.body();
    if (asked <= damaged) body[body.length >> 1] ^= 1;
    await route.fulfill({ response, body });
  });
  await write(page, "import configparser\nprint(configparser.ConfigParser.__name__)");
  await run(page);
  await printed(page, "ConfigParser");
  assert.equal(asked, 2, "once more");
  await page.again();
  await content(page).waitFor();
  await ready(page);
  [damaged, asked] = [Infinity, 0];
  await run(page);
  await printed(page, "configparser is a part of Python's library that could not be fetched: its file came damaged");
  // A server that answers everything with its page.
  await page.route("**/python/configuration-*.pack", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html>" }));
  await run(page);
  await printed(page, "its file came damaged");
  await page.unrouteAll();
  await run(page);
  await printed(page, "ConfigParser");
  await assertClean(page);
});

test("without a network a program runs with the packs that came before, and others are missed by a sentence", async () => {
  const page = await start({ serviceWorkers: "allow" });
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await ready(page);
  await write(page, "import asyncio, aiohttp\n\nasync def main():\n    async with aiohttp.ClientSession() as session, session.get('http://example.com') as response:\n        print('answered', response.status)\n\nasyncio.run(main())");
  await run(page);
  await printed(page, "answered 200");
  const kept = () =>
    page.evaluate(async () => {
      const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      const names = requests.flat().map(({ url }) => url.replace(/.*\//, ""));
      return ["aiohttp-", "yarl-", "worker-"].every((name) => names.some((kept) => kept.startsWith(name)));
    });
  await eventually(kept, "what has come is kept", 500);
  await page.context().setOffline(true);
  await page.reload();
  await started(page);
  await content(page).waitFor();
  await ready(page);
  await run(page);
  await printed(page, "answered 200");
  await write(page, "import flask\nprint(flask.Flask.__name__)");
  await run(page);
  await printed(page, /could not be fetched/);
  assert.ok(!(await lines(page)).some((line) => line.includes("panicked")));
  await page.context().setOffline(false);
  await run(page);
  await printed(page, "Flask");
  await assertClean(page, [/ERR_INTERNET_DISCONNECTED/, /\.pack net::ERR_FAILED/]);
});
