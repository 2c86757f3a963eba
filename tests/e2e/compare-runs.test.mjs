// Any two runs of a program: kept, pinned, one above the other, with their differences.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const tab = (page, name) => page.getByRole("button", { name, exact: true });
const figures = (page) => page.locator(".compare-figures tr").allTextContents();
const told = (page) => page.locator(".timeline-pane .comparison li").allTextContents();

/** Runs the demo that is shown exactly, with this value of a parameter. */
const run = async (page, param, value) => {
  if (param) {
    await page.locator(`#param-${param}`).fill(value);
    await page.locator(`#param-${param}`).press("Enter");
  }
  await page.getByRole("button", { name: "Exact", exact: true }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".explanation").waitFor();
  await page.keyboard.press("End");
};

test("a parameter is changed, and both runs stand one above the other with figures and differences", async () => {
  const page = await site.newPage();
  await page.start("#/demo/errands?variant=concurrent");
  await run(page);
  await tab(page, "Compare").click();
  await page.getByText("There is one run so far").waitFor();
  await run(page, "medicine", "3");
  await page.waitForFunction(() => document.querySelectorAll(".timeline-pane .comparison li").length === 2);
  assert.match((await told(page))[0], /^Run 1: Concurrent: /);
  await shows(async () => (await page.locator(".compare-changes").textContent()).includes(" → 3\u00a0s."), true);
  await eventually(async () => (await figures(page)).some((row) => row.startsWith("Elapsed")), "the figures");
  await page.locator(".compare-steps h3", { hasText: "First difference of" }).waitFor();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.keyboard.press("d");
  await page.locator(".compare-steps h3", { hasText: "Difference 2 of" }).waitFor();
  await page.keyboard.press("Shift+D");
  await page.locator(".compare-steps h3", { hasText: "First difference of" }).waitFor();
  await tab(page, "Inspector").click();
  await page.locator(".timeline").waitFor();
  await assertClean(page);
});

test("a pinned run stays beside those that follow, whichever is chosen", async () => {
  const page = await site.newPage();
  await page.start("#/demo/gather");
  await run(page);
  await tab(page, "Compare").click();
  await page.getByRole("button", { name: "Pin this run" }).click();
  await run(page);
  await run(page);
  const chosen = () => page.locator(".compare-sides select").evaluateAll((all) => all.map((one) => one.value));
  await shows(chosen, ["1", "3"]);
  await page.locator(".compare-sides select").last().selectOption("2");
  await shows(chosen, ["1", "2"]);
  await page.getByText("No difference").waitFor();
  await page.getByText("Outputs: the same").or(page.getByText("Outputs: neither")).waitFor();
  await page.getByRole("button", { name: /^Unpin/ }).click();
  await assertClean(page);
});

for (const [scheme, locale, width] of [["light", "en-US", 1440], ["dark", "ru-RU", 390], ["dark", "en-US", 1024]]) {
  test(`axe finds nothing on two runs that are compared: ${scheme}, ${locale}, ${width}`, async () => {
    const page = await site.newPage({ colorScheme: scheme, locale, viewport: { width, height: 900 } });
    const ru = locale === "ru-RU";
    await page.start("#/demo/errands?variant=sequential");
    for (const value of [null, "7"]) {
      if (value) {
        await page.locator("#param-groceries").fill(value);
        await page.locator("#param-groceries").press("Enter");
      }
      await page.getByRole("button", { name: ru ? "Точно" : "Exact", exact: true }).click();
      await page.getByRole("button", { name: ru ? "Пуск" : "Run", exact: true }).click();
      await page.locator(".explanation").waitFor();
      await page.keyboard.press("End");
      if (!value) await tab(page, ru ? "Сравнить" : "Compare").last().click();
    }
    await page.locator(".compare-figures").waitFor();
    await assertAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} px too wide`);
    await assertClean(page);
  });
}
