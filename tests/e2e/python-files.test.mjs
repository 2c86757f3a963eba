// Programs of several files: tabs, imports, tracebacks, drafts; and parts of Python's library that are fetched when they are
// imported.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
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

test("files that are dropped onto the program stand beside it, a single one becomes it, and neither is lost by that", async () => {
  const page = await start();
  const folder = await mkdtemp(path.join(tmpdir(), "loopline-"));
  const files = Object.entries({ "util.py": "x = 41\n", "names.txt": "Ann\n", "lesson.py": "print('lesson')\n", "bad.bin": Buffer.from([0xff, 0xfe, 0]) });
  for (const [name, text] of files) await writeFile(path.join(folder, name), text);
  const drop = async (...names) => {
    const session = await page.context().newCDPSession(page);
    const box = await page.locator(".python-editor").boundingBox();
    const data = { items: [], files: names.map((name) => path.join(folder, name)), dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, x: box.x + 60, y: box.y + 60, data });
    await session.detach();
  };
  await drop("util.py", "names.txt");
  await tab(page, "names.txt").waitFor();
  assert.equal((await text(page)).trim(), "Ann");
  await tab(page, "util.py").click();
  assert.equal((await text(page)).trim(), "x = 41");
  await drop("lesson.py");
  await page.waitForFunction(() => document.querySelector(".python-editor").shadowRoot.textContent.includes("lesson"));
  assert.equal((await text(page)).trim(), "print('lesson')");
  await page.getByRole("button", { name: "Undo the reset" }).click();
  await tab(page, "program.py").click();
  assert.match(await text(page), /^import asyncio/);
  await drop("bad.bin");
  await page.locator(".notice").filter({ hasText: "cannot be a file of the program" }).waitFor();
  await rm(folder, { recursive: true });
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
