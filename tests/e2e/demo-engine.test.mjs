// The demo engine is a wasm of its own: the page's program has no demo in it, says so where the engine does not come, and
// runs demos once it has.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DIST, assertClean, open, shows } from "./browser.mjs";

const ENGINE = "**/demos-*_bg.wasm";
const BLOCKED = [/blocked by Playwright/, /ERR_FAILED/, /Failed to fetch/];

let site;
before(async () => (site = await open()));
after(() => site.close());

const wasm = (pattern) => {
  const names = readdirSync(DIST).filter((name) => pattern.test(name));
  assert.equal(names.length, 1, `${pattern}: ${names}`);
  return readFileSync(join(DIST, names[0]));
};

const run = (page) => page.getByRole("button", { name: /^(Run|Пуск)$/ });
const exactly = (page) => page.getByRole("button", { name: "Exact", exact: true });

describe("the demo engine", () => {
  test("has the programs and the runtime, and the page's program has none of them", () => {
    const [page, engine] = [wasm(/^main-.*_bg\.wasm$/), wasm(/^demos-.*_bg\.wasm$/)];
    // A text that a program prints, one that the loop itself records, and one that both need: what a demo is about.
    for (const text of ["bad luck", "' was never awaited"]) {
      assert.ok(engine.includes(text), `the engine has "${text}"`);
      assert.ok(!page.includes(text), `the page has "${text}"`);
    }
    assert.ok(page.includes("Workers in groups of 100"), "the page says what a demo is about");
  });

  test("is fetched with a demo's page and not with a page of reference", async () => {
    const page = await site.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    const loaded = () => asked.some((url) => /demos-[0-9a-f]+_bg\.wasm$/.test(url));
    await page.start("#/glossary");
    assert.equal(loaded(), false);
    const comes = page.waitForRequest(ENGINE);
    await page.start("#/demo/hello");
    await comes;
    await assertClean(page);
    await page.context().close();
  });

  for (const [locale, sentence] of [
    ["en-US", "The demo did not run: its engine could not be loaded. Check the connection, then run it again."],
    ["ru-RU", "Демо не запустилось: не удалось загрузить его движок. Проверьте соединение и запустите ещё раз."],
  ]) {
    test(`that does not come is told, and the next try runs the demo (${locale})`, async () => {
      const page = await site.newPage({ locale });
      await page.route(ENGINE, (route) => route.abort());
      await page.start("#/demo/hello");
      await run(page).click();
      await page.getByText(sentence).waitFor();
      await shows(() => run(page).isVisible(), true, "it can be run again");
      await page.unroute(ENGINE);
      await run(page).click();
      await page.locator("#console").getByText("Hello ...").first().waitFor();
      await assertClean(page, BLOCKED);
      await page.context().close();
    });
  }

  test("that is slow to come begins the run when it is there, at the pace that was chosen meanwhile", async () => {
    const page = await site.newPage();
    let release;
    const held = new Promise((done) => (release = done));
    await page.route(ENGINE, async (route) => {
      await held;
      await route.continue();
    });
    await page.start("#/demo/hello");
    await run(page).click();
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    release();
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /demos-.*_bg\.wasm$/.test(name)));
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.locator("#console").getByText("Hello ...").first().waitFor();
    await assertClean(page);
    await page.context().close();
  });

  test("runs a demo with other parameters for the room of its lanes, before anybody presses Run", async () => {
    const page = await site.newPage();
    await page.start("#/demo/semaphore?parsers=12");
    await page.locator(".timeline.rows-12").waitFor();
    await page.start("#/demo/semaphore?parsers=2");
    await page.locator(".timeline:not(.rows-12)").waitFor();
    await assertClean(page);
    await page.context().close();
  });
});
