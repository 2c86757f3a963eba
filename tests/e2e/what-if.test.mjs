// A wait that is changed: which is worth it, and both runs one above the other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open, shows } from "./browser.mjs";
import { ready, start as startPython, text, write } from "./python.mjs";

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

const slider = (page, name) => page.getByRole("slider", { name, exact: true });
const valued = async (grip) => (await grip.getAttribute("aria-valuetext")).replace(/\s/g, " ");
const shown = async (page, [exact, tab, run] = EN) => {
  await button(page, exact).click();
  await button(page, run).click();
  await page.locator(".explanation").waitFor();
  await page.keyboard.press("End");
  await button(page, tab).click();
};

test("the end of a wait is dragged on its lane, by mouse and by keys, and the program runs again when it is let go", async () => {
  const page = await site.newPage();
  await page.start("#/demo/errands?variant=sequential");
  await shown(page);
  const pizza = slider(page, "Length of the wait: line 16 (pizza, wait 1)");
  await shows(() => valued(pizza), "5 s");
  await assertAccessible(page);
  const box = await pizza.boundingBox();
  assert.ok(box.width >= 24 && box.height >= 24, "a finger meets it");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2, { steps: 5 });
  const held = await valued(pizza);
  assert.match(held, /^[1-4](\.\d)? s$/, "the new length is shown while it is held");
  assert.equal(await pizza.locator(".grip-value").textContent().then((text) => text.replace(/\s/g, " ")), held);
  assert.equal(await page.locator(".what-if-runs").count(), 0, "nothing runs yet");
  await page.mouse.up();
  await page.locator(".what-if-runs h3").filter({ hasText: `line 16 (pizza, wait 1): ${held}` }).waitFor();
  await shows(async () => (await stacked(page)).length, 2);
  // It has the focus in the picture of both runs, too.
  await shows(() => pizza.evaluate((grip) => grip === document.activeElement), true);
  await shows(() => valued(pizza), held);
  await page.keyboard.press("Home");
  await page.getByText("The run takes 14.00 s instead of 19.00 s: 5.00 s (26%) less.").waitFor();
  await shows(() => valued(pizza), "0 s");
  await page.keyboard.press("ArrowRight");
  await page.locator(".what-if-runs h3").filter({ hasText: "0.1" }).waitFor();
  await button(page, "Inspector").click();
  await shows(() => page.getByRole("slider", { name: /^Length of the wait/ }).count(), 0);
  await assertClean(page);
});

test("both runs are saved as one picture, and a demo in Rust has its parameter set", async () => {
  const page = await site.newPage();
  await page.start("#/demo/errands?variant=sequential");
  await tried(page, EN);
  await button(page, "line 16 (pizza)").click();
  await button(page, "half").click();
  await shows(async () => (await stacked(page)).length, 2);
  await page.getByRole("button", { name: "File", exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".file-item").filter({ hasText: /^Picture, SVG/ }).click()]);
  const svg = readFileSync(await download.path(), "utf8");
  assert.match(svg, />As it is</);
  assert.match(svg, />line 16 \(pizza\): half</);
  await button(page, "Set “pizza takes” to 2.5 s and run").click();
  await shows(() => page.evaluate(() => location.hash), /pizza=2\.5/);
  await page.locator(".explanation").waitFor();
  await assertClean(page);
});

test("a changed wait travels in a link, which runs nothing until its reader runs the program", async () => {
  const page = await site.newPage();
  await page.start("#/demo/errands?variant=sequential");
  await tried(page, EN);
  await button(page, "line 16 (pizza)").click();
  await button(page, "zero").click();
  await page.locator(".what-if-runs h3").waitFor();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.locator("#share-link").waitFor();
  const address = await page.locator("#share-link").inputValue();
  const other = await site.newPage();
  await other.start(new URL(address).hash);
  await other.getByText("line 16 (pizza): zero").waitFor();
  await other.getByText("The link changes this wait.").waitFor();
  assert.equal(await other.locator(".console-text").count(), 0, "nothing has run");
  await assertAccessible(other);
  await button(other, "Exact").click();
  await button(other, "Run").click();
  await other.getByText("The run takes 14.00 s instead of 19.00 s: 5.00 s (26%) less.").waitFor();
  await shows(async () => (await stacked(other)).length, 2);
  await assertClean(other);
});

test("a length is written into a program in Python where it is a number, and comes back by an undo", async () => {
  const page = await startPython(site);
  await ready(page);
  const program = "import asyncio\nasync def tea(n):\n    await asyncio.sleep(1.8)\n    await asyncio.sleep(n)\nasyncio.run(tea(3))\n";
  await write(page, program);
  await tried(page, EN);
  await button(page, "line 3").click();
  await button(page, "half").click();
  await page.locator(".what-if-write code").filter({ hasText: "asyncio.sleep(0.9)" }).waitFor();
  await button(page, "line 4").click();
  await button(page, "half").click();
  await page.getByText("The program works this length out").waitFor();
  await button(page, "line 3").click();
  await button(page, "half").click();
  await button(page, "Write it into line 3 and run").click();
  await shows(() => text(page), /sleep\(0\.9\)/);
  await page.getByRole("button", { name: "Undo the change" }).click();
  await shows(async () => (await text(page)).trim(), program.trim());
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
