// The page as a reader uses it: by mouse, by keyboard alone, with broken input.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const ended = (page) => page.waitForFunction(() => document.querySelector(".figures dd"), null, { timeout: 20_000 });
const lines = (page) => page.locator(".console-line .console-text").allTextContents();
const playhead = (page) => page.locator("#events tr.current .number").first().textContent();
const run = async (page, hash) => {
  await page.start(hash);
  await page.getByRole("button", { name: "Exact" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await ended(page);
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelector('button[aria-label="One event forward"]')?.disabled);
};

test("every demo stands in the catalogue, and a card leads to its demo", async () => {
  const page = await site.newPage();
  await page.start();
  // The chapters come one after the other, and at last the links below them.
  await page.locator(".front .reference-links").waitFor();
  const cards = await page.locator(".card").count();
  await page.getByRole("link", { name: /A bounded queue/ }).click();
  await page.getByRole("heading", { level: 1, name: "A bounded queue: back-pressure" }).waitFor();
  await page.waitForFunction(() => /A bounded queue.*Loopline/.test(document.title));
  await shows(() => page.locator(".catalogue .chapters li").count(), cards);
  await assertClean(page);
});

test("a live run prints what an exact run prints, for every demo without real input and output", async () => {
  const page = await site.newPage();
  const demos = ["errands", "hello", "nested-await", "turns", "gather", "await-in-order", "future", "future-exception", "cancel", "bounded-queue"];
  for (const demo of demos) {
    await run(page, `#/demo/${demo}`);
    const exact = await page.locator(".console-line").allTextContents();
    await page.getByRole("button", { name: "Live" }).click();
    await page.getByRole("combobox", { name: "Speed" }).selectOption("100");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await ended(page);
    await page.keyboard.press("End");
    await page.waitForFunction((n) => document.querySelectorAll(".console-line").length === n, exact.length);
    await shows(() => page.locator(".console-line").allTextContents(), exact, demo);
    await page.goto("about:blank");
  }
});

test("a live run is paced, pauses, goes on by single turns and follows its end", async () => {
  const page = await site.newPage();
  await page.start("#/demo/gather");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll(".console-line").length === 3);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Play" }).waitFor();
  const paused = await lines(page);
  await page.waitForTimeout(1300);
  await shows(() => lines(page), paused, "nothing happens while it is paused");
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "One event forward" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".console-line").length > 3);
  await page.getByRole("combobox", { name: "Speed" }).selectOption("20");
  await page.getByRole("button", { name: "Play" }).click();
  await ended(page);
  await eventually(async () => (await lines(page)).at(-1) === "result of C", "it ends");
  await assertClean(page);
});

test("the playhead steps back, scrubs and takes the console with it", async () => {
  const page = await site.newPage();
  await run(page, "#/demo/bounded-queue");
  await page.waitForFunction(() => document.querySelectorAll(".console-line").length === 20);
  const box = await page.locator(".timeline canvas").boundingBox();
  await page.mouse.click(box.x + 128 + (box.width - 128) / 2, box.y + 12);
  await page.waitForFunction(() => document.querySelectorAll(".console-line").length < 20);
  const half = await lines(page);
  assert.ok(half.length > 5 && half.length < 18, `${half.length} lines at half time`);
  await page.getByRole("button", { name: "Events" }).click();
  const at = Number(await playhead(page));
  await page.getByRole("button", { name: "One event back" }).click();
  await page.waitForFunction((n) => Number(document.querySelector("#events tr.current .number")?.textContent) === n, at - 1);
  await page.getByRole("button", { name: "To the start" }).click();
  await page.getByRole("button", { name: "Console" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".console-line").length === 0);
  await assertClean(page);
});

test("a value that is typed while the run plays stays in its field and is taken", async () => {
  const page = await site.newPage();
  await page.start("#/demo/bounded-queue");
  await page.getByRole("button", { name: "Exact" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  const field = page.getByRole("textbox", { name: "items" });
  await field.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("12", { delay: 200 });
  assert.equal(await field.inputValue(), "12");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.includes("items=12"));
  await assertClean(page);
});

test("a parameter changes the run and stands in the address", async () => {
  const page = await site.newPage();
  await page.start("#/demo/bounded-queue");
  const field = page.getByRole("textbox", { name: "items" });
  await field.fill("4");
  await field.press("Enter");
  await page.waitForFunction(() => location.hash.includes("items=4"));
  await page.getByRole("button", { name: "Exact" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await ended(page);
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelectorAll(".console-line").length === 8);
  await assertClean(page);
});

test("what is not a number, too much or unknown is refused in words, and the page stays alive", async () => {
  const page = await site.newPage();
  await page.start("#/demo/bounded-queue?items=1000000&room=many&speed=3");
  const refusals = await page.locator(".refusal").allTextContents();
  assert.equal(refusals.length, 3, refusals.join("; "));
  assert.ok(refusals.some((text) => text.includes("must be from 1 to 50, not 1000000")), refusals.join("; "));
  assert.ok(refusals.some((text) => text.includes("must be a number, not “many”")), refusals.join("; "));
  assert.ok(refusals.some((text) => text.includes("no parameter “speed”")), refusals.join("; "));
  await page.start("#/demo/no-such-demo");
  await shows(() => page.getByRole("alert").textContent(), /no demo called no-such-demo/);
  await page.waitForFunction(() => document.querySelectorAll(".card").length >= 50);
  await assertClean(page);
});

test("storage that is forbidden is told once, and settings last for the visit", async () => {
  const page = await site.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("forbidden", "SecurityError"); } });
  });
  await page.start();
  await page.getByRole("button", { name: "Русский" }).click();
  await page.getByText("Браузер не хранит настройки").waitFor();
  await page.locator("html[lang=ru]").waitFor();
});

test("a fetch that fails is an error of the program, drawn and told", async () => {
  const page = await site.newPage();
  await page.start("#/demo/http-gather");
  await page.route("**/data/**", (route) => route.abort());
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".console-end", { hasText: "The program failed: ConnectionError" }).waitFor({ timeout: 10_000 });
  await assertClean(page, [/failed:/, /console error: Failed to load resource/]);
});

test("real requests bring the real files", async () => {
  const page = await site.newPage();
  await page.start("#/demo/http-gather");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await ended(page);
  const printed = await lines(page);
  assert.ok(printed.some((line) => /^200 data\/users\.json: \d+ bytes$/.test(line)), printed.join("; "));
  await assertClean(page);
});

test("everything works by keyboard alone", async () => {
  const page = await site.newPage();
  await page.start("#/demo/turns");
  const printed = (text) =>
    page.waitForFunction((text) => [...document.querySelectorAll(".console-text")].map((line) => line.textContent).join(" ") === text, text);
  await page.keyboard.press("l");
  await page.keyboard.press("r");
  await ended(page);
  await page.keyboard.press("End");
  await printed("A1 B1 C1 A2 B2 C2");
  await page.keyboard.press("Home");
  await printed("");
  for (let i = 0; i < 27; i++) await page.keyboard.press("ArrowRight");
  await printed("A1");
  for (let i = 0; i < 15; i++) await page.keyboard.press("ArrowLeft");
  await printed("");
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("/");
  const all = await page.locator(".catalogue .chapters li").count();
  await page.keyboard.type("очередь");
  await page.waitForFunction((all) => {
    const found = document.querySelectorAll(".catalogue .chapters li").length;
    return found >= 1 && found < all;
  }, all);
  await assertClean(page);
});

test("language and colours change at once and are kept", async () => {
  const page = await site.newPage();
  await page.start("#/demo/hello");
  await page.getByRole("button", { name: "Русский" }).click();
  await page.getByRole("heading", { level: 1, name: "Первая корутина: hello, world" }).waitFor();
  await page.getByRole("button", { name: /Цвета/ }).click();
  await page.getByRole("button", { name: /Цвета/ }).click();
  await page.locator("html[data-theme=dark]").waitFor();
  await page.again();
  await page.getByRole("heading", { level: 1, name: "Первая корутина: hello, world" }).waitFor();
  await page.locator("html[data-theme=dark]").waitFor();
  await assertClean(page);
});

test("under reduced motion nothing plays by itself", async () => {
  const page = await site.newPage({ reducedMotion: "reduce" });
  await page.start("#/demo/errands");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await ended(page);
  await eventually(async () => (await lines(page)).length > 3, "the record is there at once");
});

test("the page answers while a demo runs, and leaving it stops it", async () => {
  const page = await site.newPage();
  await page.start("#/demo/bounded-queue");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForTimeout(300);
  await page.evaluate(() => (location.hash = "#/demo/hello"));
  await page.getByRole("heading", { level: 1, name: "Hello … world" }).waitFor();
  await shows(async () => (await lines(page)).length, 0);
  await page.waitForTimeout(700);
  await shows(async () => (await lines(page)).length, 0, "the demo that was left prints no more");
  await assertClean(page);
});

for (const [scheme, locale, width] of [["light", "en-US", 1440], ["dark", "ru-RU", 1440], ["light", "ru-RU", 390], ["dark", "en-US", 1024]]) {
  test(`axe finds nothing on the front page and a demo: ${scheme}, ${locale}, ${width}`, async () => {
    const page = await site.newPage({ colorScheme: scheme, locale, viewport: { width, height: 900 } });
    await page.start();
    await assertAccessible(page);
    await page.start("#/demo/cancel");
    await page.keyboard.press("l");
    await page.keyboard.press("r");
    await ended(page);
    await page.keyboard.press("End");
    await assertAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} px too wide`);
  });
}
