// Programs in Python: the editor, what the page says, the way to and from the demos, offline use.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { content, lines, ready, run, said, start as startAt, text, write } from "./python.mjs";

const WASM = "**/python/worker-*_bg.wasm";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());
const start = (hash, options) => startAt(site, hash, options);

test("the editor colours, indents, undoes, and lets the Tab key out after Escape", async () => {
  const page = await start();
  await shows(() => text(page), /^import asyncio\n/);
  const colours = await page.evaluate(() => {
    const of = (name) => getComputedStyle(document.querySelector(".python-editor").shadowRoot.querySelector(name)).color;
    return [of(".py-keyword"), of(".py-text"), of(".py-call"), of(".cm-content")];
  });
  assert.equal(new Set(colours).size, 4, `styles apply under the policy: ${colours}`);
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("x = 1");
  await shows(() => text(page), "x = 1", "what is typed replaces what is selected, and the policy holds");
  await write(page, "async def main():");
  await page.keyboard.press("Enter");
  await page.keyboard.type("return 1");
  await shows(() => text(page), "async def main():\n    return 1");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("r");
  await shows(() => text(page), /\n {8}r$/, "Tab indents, and the letter is no key of the page's");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await shows(() => page.evaluate(() => document.activeElement?.className.includes("python-editor")), false);
  await content(page).click();
  for (let i = 0; i < 12; i += 1) await page.keyboard.press("ControlOrMeta+z");
  await shows(() => text(page), /^import asyncio\n/);
  await assertAccessible(page);
  await assertClean(page);
});

test("without the editor a plain field does the same", async () => {
  const page = await site.newPage();
  await page.route("**/editor/editor.js", (route) => route.abort());
  await page.start("#/python");
  const field = page.locator(".python-field");
  await page.waitForTimeout(300);
  await field.fill("print(40 + 2)\n");
  await assertAccessible(page);
  await ready(page);
  await field.press("ControlOrMeta+Enter");
  await page.locator(".console-text").filter({ hasText: "42" }).waitFor();
});

test("a draft stays on the device, and a reset can be undone", async () => {
  const page = await start("#/python/gather");
  const first = await text(page);
  assert.match(first, /asyncio\.gather/);
  assert.match(first, /asyncio\.run\(main\(\)\)/);
  const reset = page.getByRole("button", { name: "Reset", exact: true });
  await eventually(() => reset.isDisabled());
  await write(page, "print('mine')\n");
  await page.again();
  await content(page).waitFor();
  await page.waitForFunction(() => document.querySelector(".python-editor")?.shadowRoot?.textContent.includes("mine"));
  await reset.click();
  await page.getByRole("button", { name: "Undo the reset" }).waitFor();
  await shows(async () => (await text(page)).trim(), first.trim());
  await page.getByRole("button", { name: "Undo the reset" }).click();
  await shows(() => text(page), /mine/);
  await reset.click();
  await page.again();
  await content(page).waitFor();
  await shows(async () => (await text(page)).trim(), first.trim(), "what was reset is kept no more");
  await assertClean(page);
});

test("a demo leads to its twin and back, with its variant", async () => {
  const page = await site.newPage();
  await page.start("#/demo/cancel?variant=refused");
  await page.locator(".code-pane").getByRole("link", { name: "Python" }).click();
  await page.waitForFunction(() => location.hash === "#/python/cancel.refused");
  await content(page).waitFor();
  await page.waitForFunction(() => /Python · Loopline/.test(document.title));
  await page.locator(".twins a").first().click();
  await page.waitForFunction(() => location.hash === "#/python/cancel.clean-up");
  await page.getByText("What is different in Rust").click();
  await page.getByText("A cancellation is an exception here").waitFor();
  await assertAccessible(page);
  await page.locator(".code-pane").getByRole("link", { name: "Rust" }).click();
  await page.waitForFunction(() => location.hash === "#/demo/cancel");
  await page.start();
  await page.getByRole("link", { name: "Write or paste a program in Python" }).click();
  await page.getByRole("heading", { level: 1, name: "Your own program" }).waitFor();
  await page.start("#/python/nothing-of-this-name");
  await page.getByText("There is no demo called").waitFor();
  await assertClean(page);
});

test("a program of more than 512 KB is refused in words", async () => {
  const page = await start();
  await write(page, `# ${"x".repeat(524_286)}`);
  await shows(() => page.locator(".python-status.trouble").count(), 0, "exactly 512 KB");
  await page.keyboard.type("y");
  await said(page, "The program has 513 KB. At most 512 KB are run.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await shows(() => page.getByRole("button", { name: "Stop" }).count(), 0);
  await page.getByRole("button", { name: "РУ" }).click();
  await said(page, "В программе 513 КБ, а запускается не больше 512 КБ.");
});

test("without an engine the page says so, and Run asks for it again", async () => {
  const page = await site.newPage();
  let asked = 0;
  await page.route(WASM, (route) => {
    asked += 1;
    return route.fulfill({ status: 404, body: "" });
  });
  await page.start("#/python");
  await said(page, "Python did not load.");
  await page.locator("#run").click();
  await page.waitForFunction(() => !document.querySelector(".stop-button"));
  await said(page, "Python did not load.");
  assert.equal(asked, 2);
});

test("a program runs and is drawn: console, timeline, lines where tasks stand", async () => {
  const page = await start();
  await ready(page);
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.locator(".console-line").nth(2).waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  const tags = await page.locator(".py-tag").allTextContents();
  assert.deepEqual(tags, ["Task-2", "Task-3", "Task-4", "Task-1"]);
  await page.getByRole("button", { name: "To the end" }).click();
  await shows(() => lines(page), [
    "tea: on the stove", "eggs: on the stove", "rice: on the stove", "tea: done", "eggs: done", "rice: done", "Served: tea eggs rice",
  ]);
  await shows(() => page.locator(".py-tag").count(), 0);
  await page.getByRole("button", { name: "One event back" }).click();
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("# more");
  await said(page, "Changed since the run.");
  await assertAccessible(page);
  await assertClean(page);
});

test("a task is named by what it runs, alone by the name that the program gives it", async () => {
  const page = await start();
  await ready(page);
  await write(page, [
    "import asyncio", "async def boil(what, seconds):", "    await asyncio.sleep(seconds)", "    print(what)", "async def main():",
    "    await asyncio.gather(boil('tea', 1), asyncio.create_task(boil('rice', 2), name='supper'))", "asyncio.run(main())",
  ].join("\n"));
  await run(page);
  await shows(() => page.locator(".console-line .who").allTextContents(), ["boil('tea', 1) · Task-2", "supper"]);
  await page.getByRole("button", { name: "Events" }).click();
  const events = await page.locator(".events").textContent();
  assert.ok(events.includes("boil('tea', 1) · Task-2") && events.includes("main() · Task-1") && events.includes("supper"), events.slice(0, 400));
  // The filter finds what the lanes are named by; the exports name tasks as the page does.
  const save = async (name) => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "File", exact: true }).click();
    await page.getByRole("button", { name }).click();
    return readFile(await (await download).path(), "utf8");
  };
  assert.match(await save(/Output, text/), /boil\('tea', 1\) · Task-2/);
  assert.match(await save(/Picture, SVG/), /boil\(.{1,6}tea.{1,6}, 1\) · Task-2/);
  const record = JSON.parse(await save(/Record, JSON/));
  assert.equal(record.version, 4);
  assert.ok(record.strings.includes("boil('tea', 1)") && record.strings.includes("Task-2"));
  await assertAccessible(page);
  await assertClean(page);
});

test("syntax errors and tracebacks lead to their lines", async () => {
  const page = await start();
  await ready(page);
  await write(page, "import asyncio\n\nasync def main(:\n    pass\n");
  await run(page);
  await page.getByRole("button", { name: 'File "program.py", line 3' }).waitFor();
  await shows(() => page.locator(".py-error").innerText(), /SyntaxError/);
  await write(page, "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n    raise ValueError('<b>no</b>')\n\n\nasyncio.run(main())\n");
  await run(page);
  const links = page.locator(".to-line");
  await links.first().waitFor();
  await shows(() => links.allTextContents(), ['File "program.py", line 9', 'File "program.py", line 6']);
  await shows(() => page.locator(".py-error").innerText(), "ValueError: <b>no</b>");
  await links.last().click();
  await page.waitForFunction(() => document.querySelector(".python-editor")?.shadowRoot?.querySelector(".cm-activeLine")?.classList.contains("py-wrong"));
  await shows(() => page.locator(".console-text b").count(), 0);
  await assertAccessible(page);
  await assertClean(page);
});

test("a link runs no code, nor does a draft that comes back", async () => {
  const page = await start("#/python/gather");
  const quiet = async (what) => {
    await ready(page);
    await page.waitForTimeout(300);
    assert.deepEqual([await page.locator(".stop-button, .console-line").count(), await page.getByText("Not run yet").count()], [0, 1], what);
  };
  await quiet("the address of a twin");
  await write(page, "print('mine')\n");
  await page.again();
  await content(page).waitFor();
  await quiet("a draft");
  await page.evaluate(() => (location.hash = "#/python?run=1"));
  await page.waitForTimeout(100);
  await page.evaluate(() => (location.hash = "#/python/cancel"));
  await page.getByRole("heading", { level: 1 }).filter({ hasText: "Cancellation" }).waitFor();
  await quiet("from one program to the next");
});

test("a click on a bar shows its line, and a click on a name at a line its bar", async () => {
  const page = await start("#/python", { viewport: { width: 1440, height: 640 } });
  await ready(page);
  const filler = "# one line more\n".repeat(60);
  await write(page, `import asyncio\n\n\nasync def nap(seconds):\n    await asyncio.sleep(seconds)\n\n\n${filler}async def main():\n    await asyncio.gather(*[nap(i) for i in range(1, 9)])\n\n\nasyncio.run(main())\n`);
  await run(page);
  const seen = (line) =>
    page.evaluate((line) => {
      const root = document.querySelector(".python-editor").shadowRoot;
      const frame = root.querySelector(".cm-scroller").getBoundingClientRect();
      const number = [...root.querySelectorAll(".cm-lineNumbers .cm-gutterElement")].find((one) => one.textContent === String(line) && one.offsetHeight > 0)?.getBoundingClientRect();
      return Boolean(number && number.top >= frame.top && number.bottom <= frame.bottom);
    }, line);
  await shows(() => seen(5), false, "the end of the program is in sight");
  const canvas = page.locator(".timeline canvas");
  const box = await canvas.boundingBox();
  // The third lane is Task-2 (a generator expression would have one of its own), which sleeps a second of eight.
  // There are so many lanes that they are low.
  const lane = box.y + 32 + 24 + 24 + 12;
  await page.mouse.click(box.x + 188 + 20, lane);
  await page.waitForFunction(() => document.querySelector(".python-editor")?.shadowRoot?.querySelector(".py-stands"));
  for (let tries = 0; tries < 50 && !(await seen(5)); tries += 1) await page.waitForTimeout(20);
  await eventually(() => seen(5), "the line of the sleep");
  await page.waitForFunction(() => document.activeElement?.className === "timeline-scroller");
  // What is pointed at is lit at its line.
  await page.waitForFunction(() => document.querySelector(".python-editor")?.shadowRoot?.querySelector(".py-lit .py-tag")?.textContent === "Task-2");

  // Back: the last of the names at the line, whose lane lies further down.
  await page.evaluate(() => document.querySelector(".timeline-scroller").scrollTo(0, 0));
  const names = page.locator(".py-stands button.py-tag");
  await names.filter({ hasText: "Task-4" }).click();
  await page.locator(".playhead-at, .sentence").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".sentence")?.textContent.includes("Task-4"));
  await assertAccessible(page);
  await assertClean(page);
});

for (const [scheme, locale, width] of [["light", "en-US", 390], ["dark", "ru-RU", 390], ["dark", "ru-RU", 1440], ["light", "ru-RU", 1024]]) {
  test(`the page fits and is accessible: ${scheme}, ${locale}, ${width}`, async () => {
    const page = await start("#/python/cancel", { colorScheme: scheme, locale, viewport: { width, height: 900 } });
    await ready(page);
    await assertAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} px too wide`);
    await assertClean(page);
  });
}

/// What of editor and engine is kept for offline use.
const kept = (page) =>
  page.evaluate(async () => {
    const [name] = await caches.keys();
    const requests = name ? await (await caches.open(name)).keys() : [];
    const paths = requests.map(({ url }) => new URL(url).pathname).filter((path) => /\/editor\/|\/python\/worker-/.test(path));
    return paths.map((path) => path.replace(/.*\/|-[0-9a-f]+/g, "")).sort();
  });
const everythingKept = async (page) => {
  const all = ["editor.js", "worker_bg.js", "worker_bg.wasm"];
  for (let tries = 0; tries < 100 && (await kept(page)).length < all.length; tries += 1) await page.waitForTimeout(50);
  await shows(() => kept(page), all);
};

test("the engine comes when it is wanted, and once it was used Python runs without a network", async () => {
  const page = await site.newPage({ serviceWorkers: "allow" });
  await page.start();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await shows(() => kept(page), [], "a visitor of the front page has loaded none of it");
  await page.evaluate(() => (location.hash = "#/python"));
  await content(page).waitFor();
  await ready(page);
  await everythingKept(page);
  await page.context().setOffline(true);
  await page.again();
  await content(page).waitFor();
  await ready(page);
  await run(page);
  await shows(async () => (await lines(page)).at(-1), "Served: tea eggs rice");
  await page.evaluate(() => (location.hash = "#/python/gather"));
  await page.getByRole("heading", { level: 1, name: "gather" }).waitFor();
  await page.waitForFunction(() => document.querySelector(".python-editor")?.shadowRoot?.textContent.includes("gather"));
  await assertClean(page, [/ERR_INTERNET_DISCONNECTED/]);
});

test("a first visit that is to a program keeps the engine, too", async () => {
  const page = await start("#/python", { serviceWorkers: "allow" });
  await ready(page);
  await everythingKept(page);
  await assertClean(page);
});

test("what a teacher would say stands below the program, in both languages, and leads to line and moment", async () => {
  const page = await start();
  await ready(page);
  await write(page, [
    "import asyncio, time",
    "",
    "async def fetch(n):",
    "    await asyncio.sleep(1)",
    "    return n",
    "async def main():",
    "    await fetch(1)",
    "    await fetch(2)",
    "    time.sleep(0.4)",
    "    fetch(3)",
    "    asyncio.create_task(fetch('<b>'), name='<b>')",
    "    await asyncio.Event().wait()",
    "",
    "asyncio.run(main())",
  ].join("\n"));
  await run(page);
  const hints = page.locator(".hints li");
  await hints.first().waitFor();
  await shows(() => hints.locator(".to-line").allTextContents(), ["Line 7", "Line 9", "Line 10", "Line 11", "Line 12"]);
  await shows(async () => (await hints.allTextContents()).join("\n"), /2 awaits one after another took 2\.00\ss.+does them in 1\.00\ss/);
  await shows(() => hints.nth(1).textContent(), /Held the whole loop for 0\.40\ss.+asyncio\.to_thread/);
  await shows(() => hints.nth(2).textContent(), /The coroutine fetch was made, but nobody awaited it/);
  await shows(() => hints.nth(3).textContent(), /vanish while it waits/);
  await shows(() => hints.nth(4).textContent(), /Deadlock: nothing is scheduled, and 1 task waits/);
  await hints.nth(1).locator(".to-line").click();
  await page.waitForFunction(() => document.querySelector(".python-editor")?.shadowRoot?.querySelector(".cm-activeLine")?.textContent.includes("time.sleep(0.4)"));
  await page.getByRole("button", { name: "Русский" }).click();
  await shows(() => hints.nth(1).locator(".to-line").textContent(), "Строка 9");
  await shows(() => hints.nth(0).textContent(), /2 ожидания одно за другим заняли 2,00\sс/);
  await assertAccessible(page);
  await write(page, "print(1)");
  await hints.first().waitFor({ state: "detached" });
});

test("an endless program is there at once, grows as it is looked at, and names the limit at which it stops", async () => {
  const page = await start();
  await ready(page);
  await write(page, "import asyncio\n\nasync def main():\n    while True:\n        await asyncio.sleep(1)\n\nasyncio.run(main())\n");
  await run(page);
  await page.getByRole("button", { name: "Events" }).click();
  const events = async () => Number(await page.locator(".events").getAttribute("aria-rowcount")) - 1;
  const grown = (least) => page.waitForFunction((least) => Number(document.querySelector(".events")?.getAttribute("aria-rowcount")) > least, least);
  await eventually(async () => (await events()) > 19_900);
  await grown(79_000);
  await page.getByRole("button", { name: "To the end" }).click();
  await grown(299_000);
  await page.getByRole("button", { name: "To the end" }).click();
  await said(page, /The record is full: 300,000 events/);
  await page.getByRole("button", { name: "Up to 1,000,000" }).waitFor();
  await eventually(async () => (await events()) < 300_200);
  await assertClean(page);
});

test("on the exact clock computing takes no time, and measured it takes what it took", async () => {
  const page = await start();
  await ready(page);
  await write(page, "import time\nbegan = time.perf_counter()\nn = sum(range(300_000))\nprint(time.perf_counter() - began > 0)\n");
  await run(page);
  await shows(() => lines(page), ["False"]);
  await page.getByRole("button", { name: "Measured" }).click();
  await run(page);
  await shows(() => lines(page), ["True"]);
});
