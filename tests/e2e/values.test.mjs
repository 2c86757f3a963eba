// The tab Values: variables at the playhead, expressions that are watched, the moment at which one is true.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open, shows } from "./browser.mjs";
import { ready, start as startPython, write } from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const PROGRAM = `import asyncio

class Tag:
    def __repr__(self):
        return "<img src=x onerror=alert(1)>"

async def count(name, most):
    total = 0
    tag = Tag()
    for i in range(most):
        await asyncio.sleep(1)
        total += i
    return total

async def main():
    first = asyncio.create_task(count("a", 5))
    second = asyncio.create_task(count("b", 3))
    done = [await first, await second]
    print(done)

asyncio.run(main())
`;
const button = (page, name) => page.getByRole("button", { name, exact: true });
/// The variables of a stack, by the name of its task: { name: text }.
const variables = (page, task) =>
  page.locator(".value-stack", { hasText: task }).first().locator(".variable").evaluateAll((rows) =>
    Object.fromEntries(rows.map((row) => [row.querySelector("dt").innerText, row.querySelector("dd > code, summary code").innerText])),
  );
const told = (page) => page.locator(".values-told").innerText();
const rested = (page) => page.locator(".values-moment:not(.stale)").waitFor();

const opened = async (page, program, [exact, run, values] = ["Exact", "Run", "Values"]) => {
  await write(page, program);
  await button(page, exact).click();
  await button(page, run).click();
  // The tab is there once there is a record.
  await button(page, values).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await button(page, values).click();
};
/// Types an expression into a field and enters it.
const enter = async (page, id, text) => {
  await page.locator(id).fill(text);
  await page.keyboard.press("Enter");
};

test("the variables of the step that runs and of every suspended task are shown, with what the last step has changed", async () => {
  const page = await startPython(site);
  await ready(page);
  await opened(page, PROGRAM);
  await shows(async () => (await page.locator(".values-none").innerText()).startsWith("Nothing has run yet"), true);
  await enter(page, "#stop-field", "total == 3");
  await shows(() => page.locator(".values-stop").innerText().then((text) => text.startsWith("total == 3 is true for the first time at")), true);
  await rested(page);
  const counting = await variables(page, "count('a', 5)");
  assert.deepEqual({ ...counting, i: undefined }, { name: "'a'", most: "5", total: "3", tag: "<img src=x onerror=alert(1)>", i: undefined, "await, line 11": "None" });
  assert.equal(await page.locator("#values img").count(), 0, "what a program says of itself is text");
  assert.ok((await variables(page, "main()")).first.startsWith("<Task"));
  // A line leads to the program and to the lane.
  await page.locator(".value-stack", { hasText: "count('b', 3)" }).locator(".frame-place").first().click();
  await button(page, "Only the chosen lane").click();
  await shows(() => page.locator(".value-stack").count(), 1);
  await assertClean(page);
});

test("stepping shows what has changed, and a moment that was read is there at once", async () => {
  const page = await startPython(site);
  await ready(page);
  await opened(page, PROGRAM);
  await enter(page, "#stop-field", "total == 3");
  await rested(page);
  await page.locator("#lanes").focus();
  const before = await variables(page, "count('a', 5)");
  for (let step = 0; step < 12; step += 1) await page.keyboard.press("ArrowRight");
  await rested(page);
  await shows(async () => /changed/.test(await told(page)), true);
  for (let step = 0; step < 12; step += 1) await page.keyboard.press("ArrowLeft");
  await rested(page);
  assert.deepEqual(await variables(page, "count('a', 5)"), before);
  await assertClean(page);
});

test("a watched expression is a lane of its own for each task, and one with a fault says what is wrong", async () => {
  const page = await startPython(site);
  await ready(page);
  await opened(page, PROGRAM);
  await enter(page, "#watch-field", "total * 2");
  await shows(() => page.locator(".watched li").allTextContents().then((all) => all.length), 1);
  await page.keyboard.press("End");
  await enter(page, "#watch-field", "total +");
  await shows(async () => /cannot be evaluated: SyntaxError/.test(await page.locator(".watched li").nth(1).innerText()), true);
  await enter(page, "#watch-field", "no_such_name");
  await shows(async () => /cannot be evaluated: NameError/.test(await page.locator(".watched li").nth(2).innerText()), true);
  await page.getByRole("button", { name: "Watch total + no more" }).click();
  await shows(() => page.locator(".watched li").count(), 2);
  await enter(page, "#stop-field", "total == 3");
  await shows(async () => /^total \* 2\s*= .*6 in count\('a', 5\)/s.test(await page.locator(".watched li").first().innerText()), true);
  await enter(page, "#stop-field", "total > 1000");
  await shows(async () => /is never true in this run/.test(await page.locator(".values-stop").innerText()), true);
  await enter(page, "#stop-field", "total >");
  await shows(async () => /cannot be evaluated: SyntaxError/.test(await page.locator(".values-stop").innerText()), true);
  await assertClean(page);
});

test("a demo in Rust says that there are no values, and leads to its twin, which has some", async () => {
  const page = await site.newPage();
  await page.start("#/demo/errands?variant=concurrent");
  await button(page, "Exact").click();
  await button(page, "Run").click();
  await button(page, "Values").waitFor();
  await page.keyboard.press("End");
  await button(page, "Values").click();
  await page.locator(".values-none").waitFor();
  await page.locator("#values a").click();
  await page.locator(".python-editor .cm-content").waitFor();
  await ready(page);
  await button(page, "Exact").click();
  await button(page, "Run").click();
  await button(page, "Values").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("v");
  await rested(page);
  assert.ok((await page.locator(".value-stack").count()) >= 1);
  await assertClean(page);
});

test("a run that cannot be repeated has no values where it goes another way", async () => {
  const page = await startPython(site);
  await ready(page);
  // Its way depends on how long computing has taken, to the microsecond.
  await opened(page, "import asyncio, time\nasync def main():\n    n = int(time.perf_counter() * 1e6) % 7\n    for i in range(30 + n):\n        await asyncio.sleep(0)\nasyncio.run(main())\n", ["Measured", "Run", "Values"]);
  await page.keyboard.press("End");
  await shows(async () => /Run exactly|measured or live/.test(await page.locator("#values").innerText()), true);
  await assertClean(page);
});

for (const [scheme, locale, width] of [["light", "en-US", 1440], ["dark", "ru-RU", 390]]) {
  test(`axe finds nothing on values: ${scheme}, ${locale}, ${width}`, async () => {
    const page = await startPython(site, "#/python", { colorScheme: scheme, locale, viewport: { width, height: 900 } });
    await page.locator(".python-status").filter({ hasText: /Ctrl\+Enter/ }).waitFor();
    await opened(page, PROGRAM, locale === "ru-RU" ? ["Точно", "Пуск", "Значения"] : undefined);
    await enter(page, "#watch-field", "total");
    await enter(page, "#stop-field", "total == 3");
    await rested(page);
    await assertAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    await assertClean(page);
  });
}
