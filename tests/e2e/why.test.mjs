// Why: the critical path beside the record, over the lanes and at the lines, and the run explained.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, runBesideEvents, shows } from "./browser.mjs";
import * as python from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const ERRANDS = "#/demo/errands?variant=concurrent";
const why = (page) => page.locator("#why");
const tab = (page, name = "Why") => page.getByRole("button", { name, exact: true });
const parts = (page) => why(page).locator(".path-part");
const lengths = (page) => parts(page).locator(".path-length").allTextContents();
const advice = (page) => why(page).locator(".why-advice").textContent();
/// The picture of the timeline as text, to be compared with another.
const picture = (page) => page.locator(".timeline canvas").evaluate((canvas) => canvas.toDataURL());
/// The errands, side by side, at their end, with the tab in front.
const opened = async (options) => {
  const page = await runBesideEvents(site, ERRANDS, options);
  await page.keyboard.press("y");
  await shows(() => advice(page), /^Of 9\.00\ss the largest part, 6\.00\ss \(67%\), is sleep, line \d+ \(medicine\): /);
  return page;
};

test("before a run there is nothing to explain; after it a key names what took longest, and lists the path", async () => {
  const page = await site.newPage();
  await page.start(ERRANDS);
  assert.equal(await tab(page).count(), 0);
  await page.close();
  const run = await opened();
  await shows(() => tab(run).getAttribute("aria-pressed"), "true");
  await shows(() => lengths(run), ["1.00\u00a0s", "6.00\u00a0s", "2.00\u00a0s"]);
  await shows(() => parts(run).nth(1).textContent(), /sleep medicine, line \d+ main waits 1\.00\ss, line \d+: until medicine ends/);
  await shows(() => why(run).locator(".line-table tbody tr").first().textContent(), /^line \d+67%55%$/);
  await shows(() => why(run).locator(".slack").textContent(), /pizza 2\.00\ss/);
  await assertAccessible(run);
  await run.keyboard.press("y");
  await shows(() => why(run).count(), 0);
  await assertClean(run);
});

test("the path is drawn over the lanes and at the lines only while the tab is open", async () => {
  const page = await runBesideEvents(site, ERRANDS);
  await page.keyboard.press("Home");
  await shows(() => page.locator(".figures dd").count().then((count) => count > 0), true);
  const plain = await picture(page);
  await tab(page).click();
  await eventually(async () => (await picture(page)) !== plain, "the path is drawn");
  await shows(() => page.locator(".code-line .line-share").count().then((count) => count >= 2), true);
  await shows(() => page.locator(".code-number-of-line[title^='67']").getAttribute("title"), /^67% of the critical path, 55% of all waiting$/);
  await tab(page, "Inspector").click();
  await eventually(async () => (await picture(page)) === plain, "and nothing is left of it");
  await shows(() => page.locator(".line-share").count(), 0);
  await assertClean(page);
});

test("a press on a part moves the playhead there and lights its line", async () => {
  const page = await opened();
  await parts(page).nth(1).click();
  await shows(() => parts(page).nth(1).getAttribute("aria-current"), "true");
  await shows(() => page.locator(".code-line.lit-line .code-number-of-line").getAttribute("title"), /^67%/);
  await shows(() => page.locator("#events tr.current td").nth(1).textContent(), /^1[.,]00/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await shows(() => parts(page).nth(2).getAttribute("aria-current"), "true");
  await assertClean(page);
});

test("the path of a chosen task and of a selected stretch are a button each", async () => {
  const page = await opened();
  assert.equal(await why(page).getByRole("group").count(), 0, "there is nothing to choose");
  const scopes = why(page).getByRole("group", { name: "The path of" }).getByRole("button");
  await page.keyboard.press("Home");
  await page.keyboard.press("[");
  await shows(() => scopes.allTextContents(), ["The run", "The stretch"]);
  const box = await page.locator(".timeline canvas").boundingBox();
  await page.mouse.click(box.x + 400, box.y + 32 + 24 + 40);
  await shows(() => scopes.count(), 3);
  await scopes.nth(1).click();
  await shows(() => scopes.nth(1).getAttribute("aria-pressed"), "true");
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await shows(() => scopes.count(), 2, "the stretch is no longer selected");
  await page.keyboard.press("Escape");
  await shows(() => scopes.count(), 0, "nor the lane chosen: the path is that of the run");
  await assertClean(page);
});

test("the run is explained in words, which are copied and saved", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] });
  await why(page).getByRole("button", { name: "Explain this run" }).click();
  const words = /errands variant=concurrent: 3 tasks, 149 events, 9\.00\ss, ended well.*Critical path.*Lines.*Slack.*First strange thing.*Nothing\./s;
  await shows(() => why(page).locator(".run-words").textContent(), words);
  await assertAccessible(page);
  await why(page).getByRole("button", { name: "Copy as text" }).click();
  await shows(() => page.evaluate(() => navigator.clipboard.readText()), words);
  await page.getByRole("button", { name: "File" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Explanation, Markdown/ }).click()]);
  assert.match(file.suggestedFilename(), /^loopline-errands-concurrent-explained\.md$/);
  assert.match(await readFile(await file.path(), "utf8"), /^# errands variant=concurrent: 3 tasks.*\n## Critical path\n\n- 0\.000000 {2}sleep 1\.00/s);
  await assertClean(page);
});

test("on a phone it is one of the tabs, and another tab takes the path from the lanes", async () => {
  const page = await site.newPage({ viewport: { width: 390, height: 844 }, locale: "ru-RU", colorScheme: "dark", hasTouch: true });
  await page.start(ERRANDS);
  await page.getByRole("button", { name: "Точно" }).click();
  await page.getByRole("button", { name: "Пуск", exact: true }).click();
  await page.locator(".figures dd").first().waitFor();
  await tab(page, "Почему").click();
  await shows(() => advice(page), /^Из 9,00\sс больше всего, 6,00\sс \(67\s%\), занимает sleep, строка \d+ \(medicine\)/);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, "nothing is wider than the page");
  await assertAccessible(page);
  await tab(page, "Консоль").click();
  await shows(() => why(page).count(), 0);
  await assertClean(page);
});

test("in a program in Python a part's line is lit in the editor, beside its share", async () => {
  const page = await python.start(site);
  await python.write(page, "import asyncio\n\nasync def main():\n    await asyncio.sleep(2)\n\nasyncio.run(main())\n");
  await python.ready(page);
  await python.run(page);
  await tab(page).click();
  await shows(() => advice(page), /^Of 2\.00\ss the largest part, 2\.00\ss \(100%\), is sleep, line 4/);
  const shares = () =>
    page.evaluate(() => [...document.querySelector(".python-editor").shadowRoot.querySelectorAll(".py-share")].map((share) => [share.textContent, share.title]));
  await shows(shares, [["4", "100% of the critical path, 100% of all waiting"]]);
  await parts(page).first().click();
  await shows(() => page.evaluate(() => document.querySelector(".python-editor").shadowRoot.querySelector(".py-lit")?.textContent ?? ""), /asyncio\.sleep\(2\)/);
  await python.write(page, "print(1)\n");
  await shows(shares, [], "the shares are of the text that ran");
  await assertClean(page);
});
