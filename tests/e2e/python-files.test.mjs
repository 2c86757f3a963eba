// Programs of several files: tabs, imports, tracebacks, drafts.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
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
  await shows(() => text(page), "Ann and Bob");
  await ready(page);
  await run(page);
  await printed(page, "before 1");
  await printed(page, "Ann and Bob");
  await assertAccessible(page);
  await page.again();
  await content(page).waitFor();
  await tab(page, "util.py").click();
  await shows(() => text(page), /async def delay/);
  await shows(() => tab(page, "util.py").getAttribute("aria-pressed"), "true");
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
  await shows(() => tab(page, "util.py").getAttribute("aria-pressed"), "true");
  await page.waitForFunction(() =>
    document.querySelector(".python-editor")?.shadowRoot?.querySelector(".py-error")?.textContent.includes("ZeroDivisionError"),
  );
  await shows(() => text(page), /return 1 \/ 0/);
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
  await shows(() => page.locator(".file-fault").count(), 0);
  await tab(page, "Rename util.py").click();
  const renamed = page.getByRole("textbox", { name: "New name" });
  await renamed.fill("shop/orders.py");
  await renamed.press("Enter");
  await tab(page, "shop/orders.py").waitFor();
  await shows(() => page.evaluate(() => document.activeElement?.id), "shown-file");
  await tab(page, "Remove shop/orders.py").click();
  await shows(() => tab(page, "shop/orders.py").count(), 0);
  await page.getByRole("button", { name: "Undo the removal" }).click();
  await tab(page, "shop/orders.py").click();
  await shows(() => text(page), "x = 1");
  await assertClean(page);
});

/// Drops files and folders of the disk onto the program.
const dropped = async (page, ...files) => {
  const session = await page.context().newCDPSession(page);
  const box = await page.locator(".python-editor").boundingBox();
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, x: box.x + 60, y: box.y + 60, data });
  await session.detach();
};

test("files that are dropped onto the program stand beside it, a single one shows it, and neither is lost by that", async () => {
  const page = await start();
  const folder = await mkdtemp(path.join(tmpdir(), "loopline-"));
  const files = Object.entries({ "util.py": "x = 41\n", "names.txt": "Ann\n", "lesson.py": "print('lesson')\n", "bad.bin": Buffer.from([0xff, 0xfe, 0]) });
  for (const [name, text] of files) await writeFile(path.join(folder, name), text);
  const drop = (...names) => dropped(page, ...names.map((name) => path.join(folder, name)));
  await drop("util.py", "names.txt");
  await tab(page, "names.txt").waitFor();
  await shows(async () => (await text(page)).trim(), "Ann");
  await tab(page, "util.py").click();
  await shows(async () => (await text(page)).trim(), "x = 41");
  await drop("lesson.py");
  await page.waitForFunction(() => document.querySelector(".python-editor")?.shadowRoot?.textContent?.includes("lesson"));
  await shows(async () => (await text(page)).trim(), "print('lesson')");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await tab(page, "program.py").click();
  await shows(() => text(page), /^import asyncio/);
  await drop("bad.bin");
  await page.locator(".notice").filter({ hasText: "cannot be a file of the program" }).waitFor();
  await rm(folder, { recursive: true });
  await assertClean(page);
});

/// A folder of a program as people have them: `menu/main.py` with a module, a package, data, and much that is no part of it.
const MENU = {
  "main.py": "from kitchen.stove import boil\nimport asyncio\nasyncio.run(boil(open('menu.txt').read().strip()))\n",
  "kitchen/__init__.py": "",
  "kitchen/stove.py": "import asyncio\nasync def boil(what):\n    await asyncio.sleep(1)\n    print('boiled', what)\n",
  "menu.txt": "\ufefftea\n",
  ".git/HEAD": "ref: refs/heads/main\n",
  "kitchen/__pycache__/stove.pyc": "x",
  "venv/pyvenv.cfg": "home = /usr\n",
  "venv/lib/asyncio.py": "not this one",
  "logo.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
  "big.csv": "1,2\n".repeat(150_000),
};
const TABS = ["program.py", "menu.txt", "kitchen/__init__.py", "kitchen/stove.py"];
const tabs = (page) => page.locator(".file-tabs li").allTextContents();
const menu = async () => {
  const outer = await mkdtemp(path.join(tmpdir(), "loopline-"));
  for (const [name, text] of Object.entries(MENU)) {
    await mkdir(path.dirname(path.join(outer, "menu", name)), { recursive: true });
    await writeFile(path.join(outer, "menu", name), text);
  }
  return outer;
};

test("a folder that is dropped shows the program; what is no part of it is told; an undo brings back what was", async () => {
  const page = await start();
  const before = await text(page);
  const outer = await menu();
  await dropped(page, path.join(outer, "menu"));
  await page.locator(".notice").filter({ hasText: "“menu” is the program now; main.py is what runs. Files: 4." }).waitFor();
  const said = await page.locator(".notice").textContent();
  for (const why of [/\S+ and 3 more \(hidden or made by tools\)/, /logo\.png \(no text in UTF-8\)/, /big\.csv \(no room: a program has at most 512\sKB in all\)/]) assert.match(said, why);
  await assertAccessible(page);
  await page.locator(".notice button").click();
  await shows(() => tabs(page), TABS);
  await ready(page);
  await run(page);
  await printed(page, "boiled tea");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await shows(() => tabs(page), ["program.py"]);
  await shows(() => text(page), before);
  // A folder without anything of a program, and an archive that is none.
  await dropped(page, path.join(outer, "menu", "venv"));
  await page.locator(".notice.trouble").filter({ hasText: "Nothing in “venv” can be a file of a program." }).waitFor();
  await writeFile(path.join(outer, "bad.zip"), "PK nothing");
  await dropped(page, path.join(outer, "bad.zip"));
  await page.locator(".notice.trouble").filter({ hasText: "“bad.zip” is no zip archive that can be read" }).waitFor();
  await shows(() => text(page), before);
  await rm(outer, { recursive: true });
  await assertClean(page);
});

test("a program of several files is saved as an archive, by the keyboard, which is the same program when it is taken again", async () => {
  const page = await start();
  await write(page, MENU["main.py"]);
  const archive = page.getByRole("button", { name: /^Program, zip/ });
  const menuButton = page.getByRole("button", { name: "File", exact: true });
  await menuButton.click();
  await shows(() => archive.count(), 0, "one file needs no archive");
  await page.keyboard.press("Escape");
  for (const name of TABS.slice(1)) await add(page, name, MENU[name].replace("\ufeff", ""));
  await menuButton.focus();
  await page.keyboard.press("Enter");
  const download = page.waitForEvent("download");
  await archive.focus();
  await page.keyboard.press("Enter");
  const saved = await download;
  assert.equal(saved.suggestedFilename(), "loopline-program.zip");
  const file = path.join(await mkdtemp(path.join(tmpdir(), "loopline-")), "again.zip");
  await saved.saveAs(file);
  await tab(page, "program.py").click();
  await write(page, "print('another')");
  await tab(page, "menu.txt").click();
  await tab(page, "Remove menu.txt").click();
  const chooser = page.waitForEvent("filechooser");
  await menuButton.click();
  await page.getByRole("button", { name: /^Take files of a program/ }).click();
  await (await chooser).setFiles(file);
  await page.locator(".notice").filter({ hasText: "“again.zip” is the program now; program.py is what runs. Files: 4." }).waitFor();
  await shows(() => tabs(page), TABS);
  await ready(page);
  await run(page);
  await printed(page, "boiled tea");
  await rm(path.dirname(file), { recursive: true });
  await assertClean(page);
});

test("a saved record has all files of its program, and shows them when it is opened", async () => {
  const page = await start();
  await write(page, MENU["main.py"]);
  for (const name of TABS.slice(1)) await add(page, name, MENU[name].replace("\ufeff", ""));
  await ready(page);
  await run(page);
  await printed(page, "boiled tea");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByRole("button", { name: /Record, JSON/ }).click();
  const file = path.join(await mkdtemp(path.join(tmpdir(), "loopline-")), "record.json");
  await (await download).saveAs(file);
  const record = JSON.parse(await readFile(file, "utf8"));
  assert.deepEqual([record.version, record.program.files.map(({ name }) => name)], [4, ["menu.txt", "kitchen/__init__.py", "kitchen/stove.py"]]);
  await page.start("#/demo/hello");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByRole("button", { name: /^Open a record/ }).click();
  await (await chooser).setFiles(file);
  await page.getByRole("button", { name: "Replay" }).waitFor();
  await shows(() => tabs(page), TABS);
  await tab(page, "kitchen/stove.py").focus();
  await page.keyboard.press("Enter");
  await shows(() => page.locator(".record-files .code-line code").nth(2).textContent(), "    await asyncio.sleep(1)");
  // The task stands at its line while it waits.
  await page.getByRole("button", { name: "To the start" }).click();
  await page.locator(".timeline canvas").waitFor();
  for (let tries = 0; tries < 200 && (await page.locator(".record-files .code-tag").count()) === 0; tries += 1) await page.getByRole("button", { name: "One event forward" }).click();
  await shows(() => page.locator(".record-files .code-tag").allTextContents(), ["Task-1"]);
  await assertAccessible(page);
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.getByRole("button", { name: "Code", exact: true }).click();
    await page.locator(".record-files").waitFor();
    await eventually(async () => (await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${width}`);
    await assertAccessible(page);
  }
  await rm(path.dirname(file), { recursive: true });
  await assertClean(page);
});
