// A program's text is fetched when it is shown: the very file that was compiled.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { file } from "./catalogue.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const SOURCE = "**/demos/*/*.rs";
const shown = (page) => page.locator(".code-line code").allTextContents();
const arrived = (page) => page.locator('.code[aria-busy="false"] .code-keyword').first().waitFor();
/// Where everything stands, in px.
const places = (page) =>
  page.locator(".panes > *, .code-line, .timeline canvas, .walk").evaluateAll((all) =>
    all.map((one) => {
      const { x, y, height } = one.getBoundingClientRect();
      return [one.className, Math.round(x), Math.round(y), Math.round(height)];
    }),
  );

test("each program's text comes when it is shown, once, and is what was compiled", async () => {
  const page = await site.newPage();
  const asked = [];
  page.on("request", (request) => /\.rs$/.test(request.url()) && asked.push(request.url().replace(/.*\//, "")));
  await page.start();
  assert.deepEqual(asked, [], "the front page needs none");
  for (const id of ["gather", "bounded-queue", "gather"]) {
    await page.evaluate((id) => (location.hash = `#/demo/${id}`), id);
    await arrived(page);
    const text = await readFile(new URL(`../../src/${file(id)}`, import.meta.url), "utf8");
    const listing = text.split("// --- the program ---\n")[1].trim();
    await page.waitForFunction((first) => document.querySelector(".code")?.textContent.includes(first), listing.split("\n").at(-2));
    await shows(async () => (await shown(page)).join("\n"), listing);
  }
  assert.deepEqual(asked, ["gather.rs", "bounded_queue.rs"]);
  await assertClean(page);
});

for (const width of [1440, 390]) {
  test(`nothing moves when the text comes, ${width} px wide`, async () => {
    const page = await site.newPage({ viewport: { width, height: 844 } });
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(SOURCE, async (route) => {
      await held;
      await route.continue();
    });
    await page.start("#/demo/hello");
    if (width < 1000) await page.getByRole("button", { name: "Code" }).click();
    const before = await places(page);
    assert.ok(before.filter(([name]) => name === "code-line").length > 15, "its lines have their room");
    await eventually(() => page.getByRole("button", { name: "Copy" }).evaluateAll((all) => all.every((one) => one.ariaDisabled === "true")));
    release();
    await arrived(page);
    await shows(() => places(page), before);
    await assertAccessible(page);
    await assertClean(page);
  });
}

test("a text that does not come is said in the reader's language, and comes when asked again", async () => {
  const page = await site.newPage({ locale: "ru-RU", colorScheme: "dark" });
  await page.route(SOURCE, (route) => route.abort());
  await page.start("#/demo/hello");
  await page.getByText("Текст программы не загрузился. Само демо на месте и работает.").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Пуск", exact: true }).click();
  await page.locator(".console-line").first().waitFor();
  await page.unroute(SOURCE);
  await page.getByRole("button", { name: "Попробовать ещё раз" }).click();
  await arrived(page);
  await shows(async () => (await shown(page)).join("\n"), /async fn greet/);
  await assertClean(page, [/ERR_FAILED/]);
});

test("a text of a newer version is not shown beside an older program", async () => {
  const page = await site.newPage();
  await page.route(SOURCE, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `// One line more.\n${await response.text()}` });
  });
  await page.start("#/demo/hello");
  await page.getByText("Loopline has been updated since this page was opened").waitFor();
  await page.unroute(SOURCE);
  await page.getByRole("button", { name: "Reload the page" }).click();
  await arrived(page);
  await assertClean(page);
});

test("without a network the texts are there after the first visit", async () => {
  const page = await site.newPage({ serviceWorkers: "allow" });
  await page.start();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.context().setOffline(true);
  await page.evaluate(() => (location.hash = "#/demo/semaphore"));
  await arrived(page);
  await page.again();
  await arrived(page);
  await assertClean(page, [/ERR_INTERNET_DISCONNECTED/]);
});
