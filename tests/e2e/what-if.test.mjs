// A wait that is changed: which is worth it, and both runs one above the other.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open, shows } from "./browser.mjs";
import { ready, start as startPython, write } from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const button = (page, name) => page.getByRole("button", { name, exact: true });
const gains = (page) =>
  page.locator(".what-if-waits tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll("button, small, td")].map((part) => part.innerText.replace(/\s+/g, " ")).join(" ")),
  );
const stacked = (page) => page.locator(".timeline-pane .comparison li").allTextContents();

const tried = async (page, [exact, tab, run, all]) => {
  await button(page, exact).click();
  await button(page, run).click();
  await page.locator(".explanation").waitFor();
  await page.keyboard.press("End");
  await button(page, tab).click();
  await button(page, all).click();
  await page.locator(".what-if-change").waitFor();
};
const EN = ["Exact", "What if", "Run", "Try the largest waits"];
const RU = ["Точно", "Что если", "Пуск", "Проверить ожидания"];

test("the largest waits are run at half, and one is set to nothing: both runs stand one above the other", async () => {
  const page = await site.newPage();
  await page.start("#/demo/errands?variant=sequential");
  await tried(page, EN);
  assert.deepEqual(await gains(page), [
    "line 16 sleep, 2 waits 11.00 s 5.50 s",
    "line 10 sleep, 5 waits 8.00 s 4.00 s",
    "line 16 (medicine) sleep 6.00 s 3.00 s",
    "line 16 (pizza) sleep 5.00 s 2.50 s",
  ]);
  await button(page, "line 16 (pizza)").click();
  await button(page, "zero").click();
  await page.getByText("The run takes 14.00 s instead of 19.00 s: 5.00 s (26%) less.").waitFor();
  await shows(async () => (await stacked(page)).map((told) => told.split(": ")[0]), ["As it is", "line 16 (pizza)"]);
  await button(page, "Inspector").click();
  await page.locator(".timeline").waitFor();
  await assertClean(page);
});

test("a wait of a program in Python is changed in the page's engine", async () => {
  const page = await startPython(site);
  await ready(page);
  await write(page, "import asyncio\nasync def tea(n):\n    await asyncio.sleep(n)\nasync def main():\n    await asyncio.gather(tea(1), tea(3))\nasyncio.run(main())\n");
  await tried(page, EN);
  await shows(async () => (await gains(page))[0], "line 3 sleep, 2 waits 4.00 s 1.50 s");
  await page.getByLabel("or, in seconds").fill("0.5");
  await page.keyboard.press("Enter");
  await page.locator(".what-if-runs h3").waitFor();
  await shows(async () => (await stacked(page)).length, 2);
  await assertClean(page);
});

for (const [scheme, locale, width] of [["light", "en-US", 1440], ["dark", "ru-RU", 390]]) {
  test(`axe finds nothing on a changed wait: ${scheme}, ${locale}, ${width}`, async () => {
    const page = await site.newPage({ colorScheme: scheme, locale, viewport: { width, height: 900 } });
    await page.start("#/demo/errands?variant=concurrent");
    await tried(page, locale === "ru-RU" ? RU : EN);
    await button(page, locale === "ru-RU" ? "вдвое короче" : "half").first().click();
    await page.locator(".what-if-runs h3").waitFor();
    await assertAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    await assertClean(page);
  });
}
