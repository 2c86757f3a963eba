// The page that asks: a run is predicted before it is shown, by mouse, finger and keys, and the answer stands beside the run.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { ready, start as startAt, write } from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());
const start = async (hash, options) => {
  const page = await site.newPage(options);
  await page.start(hash);
  return page;
};

const predict = (page) => page.locator("#predict").click();
const lines = (page) => page.locator(".order-line code").allInnerTexts();
const check = (page) => page.locator("#predict-check").click();
const verdict = (page) => page.locator("#answer-title").innerText();
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");

/// Puts the lines in this order by the keys of their handles.
async function order(page, wanted) {
  for (const [place, text] of wanted.entries()) {
    for (let at = (await lines(page)).indexOf(text); at > place; at -= 1) {
      await page.locator(".line-handle").nth(at).focus();
      await page.keyboard.press("Alt+ArrowUp");
      await shows(async () => (await lines(page)).indexOf(text), at - 1);
    }
  }
}

test("a run is asked about before it is shown, and the first difference is explained by its causes", async () => {
  const page = await start("#/demo/lock?variant=with");
  await predict(page);
  await page.locator(".order-line").first().waitFor();
  assert.equal(await focused(page), "predict-title");
  assert.deepEqual(await page.locator(".console-line").count(), 0, "nothing is printed yet");
  assert.equal(await page.locator(".timeline").count(), 0);
  await assertAccessible(page);
  await check(page);
  await shows(() => verdict(page), /Line \d differs first: “.+” comes before “.+”\./);
  await shows(() => page.locator(".answer-reason").innerText(), /payer-\d/);
  await shows(() => focused(page), "answer-title");
  assert.equal(await page.locator(".answer-differs").count(), 1);
  await page.locator(".timeline").waitFor();
  await assertAccessible(page);
  await page.locator(".answer-orders .to-line").first().click();
  await page.getByRole("button", { name: "Console", exact: true }).click();
  await page.locator(".console-line").first().waitFor();
  await assertClean(page);
});

test("a key asks, once, and the list of keys has it", async () => {
  const page = await start("#/demo/lock?variant=with");
  await page.keyboard.press("p");
  await page.locator(".order-line").first().waitFor();
  const asked = await lines(page);
  await page.locator("h1").click();
  await page.keyboard.press("p");
  assert.deepEqual(await lines(page), asked, "the question stays");
  await page.keyboard.press("?");
  const row = page.locator("#keys dt").filter({ hasText: /^P$/ });
  await row.waitFor();
  assert.equal(await row.evaluate((row) => row.nextElementSibling.textContent), "Predict what the program will do");
  await assertClean(page);
});

test("lines are put in order by keys, the focus goes with them, and a right answer is counted on this device", async () => {
  const page = await start("#/demo/gather");
  await predict(page);
  await page.locator(".order-line").first().waitFor();
  const given = await lines(page);
  const handle = page.locator(".line-handle").first();
  await handle.focus();
  const id = await focused(page);
  await page.keyboard.press("ArrowDown");
  await shows(async () => (await lines(page))[1], given[0]);
  await shows(() => focused(page), id, "the focus stays at the line");
  await shows(() => page.locator(".predict [role=status]").innerText(), new RegExp(`: now line 2 of ${given.length}$`));
  await page.keyboard.press("Home");
  await shows(async () => (await lines(page))[0], given[0]);
  await page.locator(".order-line .icon-button").nth(1).click();
  await shows(async () => (await lines(page))[1], given[0]);
  await check(page);
  const run = await page.locator(".answer-orders .to-line").allInnerTexts();
  await page.getByRole("button", { name: "Answer again" }).click();
  await page.locator(".order-line").first().waitFor();
  assert.equal(await page.locator(".answer").count(), 0);
  await order(page, run);
  await check(page);
  await shows(() => verdict(page), /Right/);
  await shows(() => page.locator(".answer .predict-actions").innerText(), /Questions of this chapter: 1 of \d+/);
  await page.start("#/");
  await page.locator(".chapter-questions").nth(2).waitFor();
  await shows(() => page.locator(".chapter-questions").nth(2).innerText(), /^Questions: 1 of \d+$/);
  await page.again();
  await shows(() => page.locator(".chapter-questions").nth(2).innerText(), /^Questions: 1 of \d+$/);
  await assertAccessible(page);
  await assertClean(page);
});

test("lines are dragged by mouse and by finger", async () => {
  for (const options of [{}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }]) {
    const page = await start("#/demo/gather", options);
    await predict(page);
    await page.locator(".order-line").first().waitFor();
    const [first, ...others] = await lines(page);
    const from = await page.locator(".line-handle").first().boundingBox();
    const to = await page.locator(".order-line").nth(2).boundingBox();
    const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
    const end = to.y + to.height / 2;
    if (options.hasTouch) {
      const client = await page.context().newCDPSession(page);
      const touch = (type, at) => client.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [{ x, y: at }] : [] });
      await touch("touchStart", y);
      for (let part = 1; part <= 5; part += 1) await touch("touchMove", y + ((end - y) * part) / 5);
      await touch("touchEnd");
    } else {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x, end, { steps: 5 });
      assert.equal(await page.locator(".order-line.dragged").count(), 1);
      await page.mouse.up();
    }
    await shows(() => lines(page), [others[0], others[1], first, ...others.slice(2)]);
    await eventually(async () => (await page.locator(".order-line.dragged").count()) === 0);
    await assertClean(page);
  }
});

test("one of three answers is chosen where the order is not the question, in Russian too", async () => {
  const page = await start("#/demo/await-vs-task?variant=tasks", { locale: "ru-RU" });
  await predict(page);
  await page.getByRole("group", { name: "Вопрос" }).getByRole("button", { name: "Время" }).click();
  await shows(() => page.locator("#predict-title").innerText(), "Сколько времени займёт программа?");
  assert.equal(await page.locator("#predict-check").getAttribute("aria-disabled"), "true");
  await page.locator("#predict-check").click({ force: true });
  assert.equal(await page.locator("#answer").count(), 0, "nothing is checked before an answer is chosen");
  await page.locator(".predict-choice").first().click();
  await assertAccessible(page);
  await check(page);
  await shows(() => verdict(page), /верный ответ отмечен/);
  await shows(() => page.locator(".answer-expected").innerText(), /2,00\s+с — верный/);
  await shows(() => page.locator(".answer-reason").innerText(), /Самый длинный путь через программу: 2,00\s+с/);
  await assertAccessible(page);
  await assertClean(page);
});

test("a program of the reader's own is asked about, and a change of it lets the question go", async () => {
  const page = await startAt(site, "#/python");
  await ready(page);
  await predict(page);
  await page.locator(".order-line").first().waitFor({ timeout: 60_000 });
  assert.equal((await lines(page)).length, 7);
  await check(page);
  await shows(() => verdict(page), /differs first/);
  await shows(() => page.locator(".answer-reason").innerText(), /line \d+|boil/);
  await page.getByRole("button", { name: "Answer again" }).click();
  await page.locator(".order-line").first().waitFor();
  await write(page, "print('one')\n");
  await eventually(async () => (await page.locator(".predict").count()) === 0);
  await predict(page);
  await shows(() => page.locator("#predict-title").innerText(), "Nothing to predict here");
  await page.getByRole("button", { name: "Show the run" }).click();
  await page.locator(".console-line").first().waitFor();
  await assertClean(page);
});
