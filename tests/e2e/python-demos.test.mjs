// Demos in Python: their pages are those of their programs, which the Python engine runs, and it comes with the first run.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { inPython, twins } from "./catalogue.mjs";
import { content, lines, run, said, start as startAt, text, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());
const start = (hash, options) => startAt(site, hash, options);

/// The lines that a record says were printed, as the console has them.
const printed = (record) => {
  const { schema, strings, events } = JSON.parse(record);
  const output = schema.kinds.findIndex((kind) => kind.split(" ")[0] === "output");
  return events.filter(([kind]) => kind === output).map(([, , , , , line]) => strings[line]);
};

test("a demo in Python is opened from its card, and nothing of the engine comes before it is run", async () => {
  const page = await site.newPage();
  const asked = [];
  page.on("request", (request) => /\/python\/|demos-\w+_bg/.test(request.url()) && asked.push(request.url()));
  await page.start();
  const card = page.locator("#front .card, .front .card").filter({ hasText: "aiohttp: three pages" }).first();
  await eventually(async () => (await card.locator(".miniature path").count()) > 0, "its miniature was recorded");
  await card.click();
  await page.getByRole("heading", { level: 1, name: "aiohttp: three pages" }).waitFor();
  await content(page).waitFor();
  await shows(() => text(page), /await fetch\(session, url\) for url in PAGES/);
  await page.waitForFunction(() => document.title === "aiohttp: three pages · Loopline");
  await page.waitForTimeout(500);
  assert.deepEqual(asked.filter((url) => url.includes("/python/")), [], "no engine yet");
  await shows(() => page.locator(".code-pane").getByRole("link", { name: "Rust" }).count(), 0);
  await shows(() => page.locator(".catalogue a[aria-current=page]").innerText(), "aiohttp: three pages");
  await assertAccessible(page);
  await run(page);
  assert.ok(asked.some((url) => url.includes("/python/")));
  await shows(async () => (await lines(page)).at(-1), "738 characters in 0.955 s");
  await assertAccessible(page);
  await assertClean(page);
});

test("variants are addresses, a program is changed and reset, and the hosts stand beside it", async () => {
  const page = await start("#/demo/aiohttp-client?variant=together");
  await page.locator(".twins a[aria-current=page]").filter({ hasText: "Together" }).waitFor();
  await run(page);
  await shows(async () => (await lines(page)).at(-1), "738 characters in 0.455 s");
  await page.locator(".twins").getByRole("link", { name: "One by one" }).click();
  await page.waitForFunction(() => location.hash === "#/demo/aiohttp-client");
  await page.waitForFunction(() => document.querySelector(".python-editor")?.shadowRoot?.textContent?.includes("await fetch(session, url) for"));
  const first = await text(page);
  await write(page, "print('mine')\n");
  await run(page);
  await shows(() => lines(page), ["mine"]);
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await shows(async () => (await text(page)).trim(), first.trim());
  // One with visitors has them in a file beside it, from the beginning and after a reset.
  await page.start("#/demo/fastapi-add");
  const reset = page.getByRole("button", { name: "Reset", exact: true });
  await page.getByRole("button", { name: "loopline.json" }).waitFor();
  await eventually(() => reset.isDisabled());
  await run(page);
  await shows(async () => (await lines(page)).join("\n"), /GET \/add\?first_number=42&second_number=0 → 200 OK[^]*\{"result":43\}/);
  await page.getByRole("button", { name: "loopline.json" }).click();
  await write(page, '{"visits": [{"request": "GET /add?first_number=1"}]}\n');
  await run(page);
  assert.doesNotMatch((await lines(page)).join("\n"), /forty/);
  await reset.click();
  await page.getByRole("button", { name: "loopline.json" }).click();
  await shows(() => text(page), /first_number=forty/);
  await assertClean(page);
});

test("the course leads to a demo in Python and on, by links and keys, and knows that it was seen", async () => {
  const page = await site.newPage();
  await page.start("#/demo/promise");
  await page.keyboard.press("}");
  await page.waitForFunction((id) => location.hash === `#/demo/${id}`, inPython[0]);
  await page.getByRole("link", { name: /^Previous/ }).waitFor();
  await page.keyboard.press("}");
  await page.waitForFunction((id) => location.hash === `#/demo/${id}`, inPython[1]);
  await page.keyboard.press("{");
  await page.keyboard.press("{");
  await page.waitForFunction(() => location.hash === "#/demo/promise");
  await page.start("#/demo/streams-echo");
  await content(page).waitFor();
  await run(page);
  await page.getByText(/^1 of \d+ demos seen/).waitFor();
  await page.start("#/demo/no-such-variant-of-chat");
  await page.getByText("There is no demo called").waitFor();
  await assertClean(page);
});

test("in Russian, on a phone", async () => {
  const page = await site.newPage({ locale: "ru-RU", viewport: { width: 390, height: 844 } });
  await page.start("#/demo/requests-blocking?variant=to-thread");
  await page.getByRole("heading", { level: 1, name: "requests останавливает цикл" }).waitFor();
  await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
  await page.locator("#run").click();
  await page.getByRole("button", { name: "Пуск", exact: true }).waitFor();
  await page.getByRole("button", { name: "В конец" }).click();
  await page.getByRole("button", { name: "Консоль" }).click();
  await shows(async () => (await lines(page)).at(-1), "5.0 tick 10");
  await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await assertAccessible(page);
  await assertClean(page);
});

test("without its text a demo in Python says so, and without an engine Run does", async () => {
  const page = await site.newPage();
  await page.route("**/python/worker-*_bg.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await page.start("#/demo/chat");
  await content(page).waitFor();
  await page.locator("#run").click();
  await said(page, "Python did not load.");
});

test("every demo in Python prints in the page what its record says", async () => {
  const page = await start(`#/demo/${inPython[0]}`);
  const wrong = [];
  for (const { name, path } of twins.filter(({ name }) => inPython.includes(name.split(".")[0]))) {
    const [id, variant] = name.split(".");
    await page.evaluate((hash) => (location.hash = hash), `#/demo/${id}${variant ? `?variant=${variant}` : ""}`);
    const source = (await readFile(new URL(`../../src/${path}`, import.meta.url), "utf8")).trim();
    for (let tries = 0; tries < 200 && (await text(page).catch(() => "")).trim() !== source; tries += 1) await page.waitForTimeout(20);
    await run(page);
    const expected = printed(await readFile(new URL(`../golden/${name}.json`, import.meta.url), "utf8"));
    await shows(() => lines(page), expected).catch((error) => wrong.push(`${name}: ${error.message}`));
  }
  assert.deepEqual(wrong, []);
  await assertClean(page);
});
