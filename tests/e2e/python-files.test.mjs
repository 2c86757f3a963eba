// Programs of several files: tabs, imports, tracebacks, drafts; and parts of Python's library that are fetched when they are
// imported.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open } from "./browser.mjs";
import { content, ready, run, start as startAt, text, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());
const start = (hash, options) => startAt(site, hash, options);

const tab = (page, name) => page.locator(".file-tabs").getByRole("button", { name, exact: true });

/// Adds a file and writes its text.
const add = async (page, name, source) => {
  await tab(page, "Add a file").click();
  const field = page.getByRole("textbox", { name: "Name of the new file" });
  await field.fill(name);
  await field.press("Enter");
  await field.waitFor({ state: "detached" });
  if (source) await write(page, source);
};

const printed = (page, line) => page.locator(".console-text").filter({ hasText: line }).first().waitFor();

test("a program imports from a file beside it, and both are kept on the device", async () => {
  const page = await start();
  await write(page, "import asyncio\nfrom util import delay\nasyncio.run(delay(1))\nprint(open('data/names.txt').read())");
  await add(page, "util.py", "import asyncio\n\nasync def delay(n):\n    print('before', n)\n    await asyncio.sleep(n)");
  await add(page, "data/names.txt", "Ann and Bob");
  assert.equal(await text(page), "Ann and Bob");
  await ready(page);
  await run(page);
  await printed(page, "before 1");
  await printed(page, "Ann and Bob");
  await assertAccessible(page);
  await page.again();
  await content(page).waitFor();
  await tab(page, "util.py").click();
  assert.match(await text(page), /async def delay/);
  assert.equal(await tab(page, "util.py").getAttribute("aria-pressed"), "true");
  await assertClean(page);
});

test("a traceback leads into the file where the error arose", async () => {
  const page = await start();
  await write(page, "import util\nutil.fail()");
  await add(page, "util.py", "def fail():\n    return 1 / 0");
  await tab(page, "program.py").click();
  await ready(page);
  await run(page);
  await page.locator(".console-text").getByRole("button", { name: 'File "util.py", line 2' }).click();
  assert.equal(await tab(page, "util.py").getAttribute("aria-pressed"), "true");
  await page.waitForFunction(() =>
    document.querySelector(".python-editor")?.shadowRoot?.querySelector(".py-error")?.textContent.includes("ZeroDivisionError"),
  );
  assert.match(await text(page), /return 1 \/ 0/);
  await assertClean(page);
});

test("a name that cannot be is refused with a sentence, and what is renamed or removed can be had back", async () => {
  const page = await start();
  await add(page, "util.py", "x = 1");
  await tab(page, "Add a file").click();
  const field = page.getByRole("textbox", { name: "Name of the new file" });
  for (const [name, why] of [["util.py", /of this name/], ["../x", /such as util\.py/], ["", /needs a name/]]) {
    await field.fill(name);
    await field.press("Enter");
    await page.locator(".file-fault").filter({ hasText: why }).waitFor();
  }
  await assertAccessible(page);
  await field.press("Escape");
  assert.equal(await page.locator(".file-fault").count(), 0);
  await tab(page, "Rename util.py").click();
  const renamed = page.getByRole("textbox", { name: "New name" });
  await renamed.fill("shop/orders.py");
  await renamed.press("Enter");
  await tab(page, "shop/orders.py").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "shown-file");
  await tab(page, "Remove shop/orders.py").click();
  assert.equal(await tab(page, "shop/orders.py").count(), 0);
  await page.getByRole("button", { name: "Undo the reset" }).click();
  await tab(page, "shop/orders.py").click();
  assert.equal(await text(page), "x = 1");
  await assertClean(page);
});

test("a part of the library that is seldom wanted is fetched when it is imported, kept for later, and missed by a sentence", async () => {
  const page = await start();
  const fetched = [];
  page.on("request", (request) => /\.pack$/.test(request.url()) && fetched.push(request.url().replace(/.*\/(.*)-[0-9a-f]+\.pack$/, "$1")));
  await write(page, "import decimal, zoneinfo\nprint(decimal.Decimal('0.1') * 3, zoneinfo.ZoneInfo('Europe/Moscow'))");
  await ready(page);
  await run(page);
  await printed(page, "0.3 Europe/Moscow");
  assert.deepEqual(fetched, ["numbers", "zoneinfo", "calendar", "time-zones"]);
  await page.route("**/python/email-*.pack", (route) => route.abort());
  await write(page, "import email");
  await run(page);
  await printed(page, "email is a part of Python's library that could not be fetched");
});
