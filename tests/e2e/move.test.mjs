// Moving in the record: steps to events of a kind, stops at lines, the search, a selected stretch, notes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, runBesideEvents, shows } from "./browser.mjs";
import * as python from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

/// Opens a demo, runs it at once and stands at its beginning, beside the list of events.
const start = async (hash = "#/demo/gather", options) => {
  const page = await runBesideEvents(site, hash, options);
  await page.locator("#events tr.current").waitFor();
  await page.keyboard.press("Home");
  await page.waitForFunction(() => !document.querySelector("#events tr.current"));
  return page;
};
/// The number and the words of the event at the playhead.
const current = (page) => page.locator("#events tr.current td").allTextContents();
const number = async (page) => Number((await current(page))[0]);
const status = (page) => page.locator(".step-status").textContent();
const canvas = (page) => page.locator(".timeline canvas");

test("keys and the menu go to outputs, waits and the events of a task, back and on, and say where that is", async () => {
  const page = await start();
  await page.keyboard.press("o");
  await shows(async () => (await current(page))[2], /^Printed/);
  const first = await number(page);
  await shows(() => status(page), new RegExp(`^Output: event ${first} of `));
  await page.keyboard.press("o");
  await shows(async () => (await number(page)) > first, true);
  await page.keyboard.press("Shift+O");
  await shows(() => number(page), first);
  await page.keyboard.press("Shift+O");
  await shows(() => status(page), "No earlier output.");
  // The same letters on a Russian keyboard.
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "щ", bubbles: true })));
  await shows(async () => (await number(page)) > first, true);
  await page.keyboard.press("e");
  await shows(() => status(page), "No later error.");

  await page.keyboard.press("Home");
  await page.getByRole("button", { name: "To the next event of a kind" }).click();
  const menu = page.locator("#step-menu");
  await menu.getByLabel("Length of the wait").selectOption({ label: "the longest" });
  await menu.getByRole("button", { name: "Next: Wait" }).click();
  await shows(async () => (await current(page))[2], /waits|sleeps|suspend/i);
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  await assertClean(page);
});

test("a lane that is clicked is chosen: steps go to its events until Escape", async () => {
  const page = await start();
  const box = await canvas(page).boundingBox();
  await page.mouse.click(box.x + 400, box.y + 32 + 24 + 40);
  await shows(() => page.locator("#step-menu .step-name").first().textContent(), /^Event of \S+/);
  const named = (await page.locator("#step-menu .step-name").first().textContent()).slice("Event of ".length);
  await page.keyboard.press("Home");
  await page.keyboard.press("n");
  await shows(() => status(page), new RegExp(`^Event of ${named}: event \\d+ of`));
  await page.mouse.move(5, 5);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("n");
  await shows(() => status(page), /^No task runs here/);
  await assertClean(page);
});

test("a stop at a line of a demo halts playing, is kept over runs and taken away by a click", async () => {
  const page = await start();
  const tag = page.locator(".code-line.standing .code-number-of-line").first();
  await page.keyboard.press("o");
  await tag.waitFor();
  const line = await tag.textContent();
  const stop = page.getByRole("button", { name: `Line ${line}: stop` });
  await stop.click();
  await shows(() => stop.getAttribute("aria-pressed"), "true");
  await page.locator("body").click({ position: { x: 4, y: 4 } });
  await page.keyboard.press("Home");
  await page.keyboard.press("b");
  await shows(() => status(page), /^Line with a stop: event \d+ of/);
  const at = await number(page);
  await page.keyboard.press("Home");
  await page.locator(".rate").selectOption("10");
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await shows(() => number(page), at, "playing halts there");
  await page.keyboard.press("r");
  await page.locator(".figures dd").first().waitFor();
  assert.equal(await stop.getAttribute("aria-pressed"), "true");
  // By keys: Tab comes to the first number, up and down to the others.
  await stop.focus();
  await page.keyboard.press("ArrowDown");
  await shows(() => page.evaluate(() => document.activeElement.textContent), String(Number(line) + 1));
  await stop.click();
  await page.keyboard.press("b");
  await shows(() => status(page), /^No line has a stop/);
  await assertClean(page);
});

test("the editor's numbers set stops, an edit takes them along, and F9 sets one at the cursor", async () => {
  const page = await python.start(site);
  await python.ready(page);
  const stops = () =>
    page.evaluate(() => [...document.querySelector(".python-editor").shadowRoot.querySelectorAll(".py-stop")].map((number) => number.textContent));
  const gutter = (line) => page.locator(".python-editor .cm-lineNumbers .cm-gutterElement").filter({ hasText: new RegExp(`^${line}$`) });
  await gutter(5).click();
  await shows(stops, ["5"]);
  await python.run(page);
  await page.getByRole("button", { name: "To the start" }).click();
  await page.keyboard.press("b");
  await shows(() => status(page), /^Line with a stop: event \d+ of/);
  await page.keyboard.press("r");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await shows(() => status(page), /^Line with a stop: event \d+ of/, "a run is played up to it");

  await python.content(page).click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Enter");
  await shows(stops, ["6"]);
  await page.keyboard.press("F9");
  await shows(stops, ["2", "6"]);
  await page.keyboard.press("F9");
  await shows(stops, ["6"]);
  await page.locator(".step-status").click({ force: true, trial: true }).catch(() => {});
  await page.getByRole("button", { name: "To the next event of a kind" }).click();
  await page.getByRole("button", { name: "Next: Line with a stop" }).click();
  await shows(() => status(page), /has changed since this run/);
  await assertClean(page);
});

test("the search finds names, outputs, kinds and lines, marks them and goes around", async () => {
  const page = await start();
  await page.keyboard.press("f");
  const field = page.getByRole("searchbox", { name: "Search in the record" });
  await shows(() => page.evaluate(() => document.activeElement.id), "record-search");
  const count = page.locator(".search-count");
  await field.fill("task_created");
  await shows(() => count.textContent(), /^\d+ found$/);
  const all = Number.parseInt(await count.textContent(), 10);
  assert.ok(all > 1);
  await field.press("Enter");
  await shows(() => count.textContent(), `1 of ${all}`);
  const first = await number(page);
  await shows(() => page.locator("#events tr.found").count().then((found) => found > 1), true);
  await field.press("Enter");
  await shows(() => count.textContent(), `2 of ${all}`);
  await field.press("Shift+Enter");
  await field.press("Shift+Enter");
  await shows(() => count.textContent(), `${all} of ${all}`, "it goes around");
  await field.press("Enter");
  await shows(() => number(page), first);
  await field.fill("nowhere at all");
  await shows(() => count.textContent(), "Not found");
  await field.fill("printed");
  await shows(() => count.textContent(), /^\d+ found$/);
  await assertAccessible(page);
  await field.press("Escape");
  await field.waitFor({ state: "detached" });
  await shows(() => page.evaluate(() => document.activeElement.id), "lanes");
  assert.equal(await page.locator("#events tr.found").count(), 0);
  await assertClean(page);
});

test("a stretch is set by keys and by Shift and drag, summed, zoomed to and cleared", async () => {
  const page = await start();
  await page.keyboard.press("o");
  await page.keyboard.press("[");
  const panel = page.getByRole("region", { name: "The selected stretch" });
  await panel.waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("]");
  const said = () => panel.getByRole("status").textContent();
  await shows(said, /^[\d.]+\s.?s from [\d.]+\s.?s to [\d.]+\s.?s, \d+\sevents$/);
  await panel.getByRole("row", { name: /^All tasks/ }).waitFor();
  const whole = await said();
  const begin = page.getByRole("slider", { name: "Beginning of the stretch" });
  await begin.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await shows(async () => (await said()) !== whole, true);
  await assertAccessible(page);
  await page.locator("body").click({ position: { x: 4, y: 4 } });
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });

  const box = await canvas(page).boundingBox();
  await page.keyboard.down("Shift");
  await page.mouse.move(box.x + 420, box.y + 90);
  await page.mouse.down();
  await page.mouse.move(box.x + 560, box.y + 92, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await panel.waitFor();
  await panel.getByRole("button", { name: "Zoom to it" }).click();
  const end = page.getByRole("slider", { name: "End of the stretch" });
  const width = async () => (await end.boundingBox()).x - (await begin.boundingBox()).x;
  await eventually(async () => (await width()) > 400, "it fills the picture");
  await panel.getByRole("button", { name: "Clear" }).click();
  await panel.waitFor({ state: "detached" });
  await assertClean(page);
});

test("the ends of a stretch are moved by a finger", async () => {
  const page = await site.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.start("#/demo/gather");
  await page.getByRole("button", { name: "Exact" }).tap();
  await page.locator("#run").tap();
  await page.getByRole("button", { name: "To the next event of a kind" }).tap();
  await page.getByRole("button", { name: /^Select a stretch of time/ }).tap();
  const panel = page.getByRole("region", { name: "The selected stretch" });
  const before = await panel.getByRole("status").textContent();
  const grip = page.getByRole("slider", { name: "End of the stretch" });
  const { x, y, width } = await grip.boundingBox();
  const client = await page.context().newCDPSession(page);
  const touch = (type, at) => client.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [{ x: at, y: y + 30 }] : [] });
  // A finger need not hit it exactly.
  const from = x + width / 2 + 20;
  await touch("touchStart", from);
  for (let step = 1; step <= 5; step += 1) await touch("touchMove", from - step * 10);
  await touch("touchEnd");
  await shows(async () => (await panel.getByRole("status").textContent()) !== before, true);
  await assertAccessible(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await assertClean(page);
});

test("notes are text at moments, listed, changed, removed and brought back, and go with the file and the link", async () => {
  const page = await start();
  const nasty = `<img src=x onerror="document.title='hacked'"> & "quotes"`;
  await page.keyboard.press("o");
  const at = await number(page);
  await page.keyboard.press("m");
  const field = page.getByRole("textbox", { name: new RegExp(`^Note at event ${at}, `) });
  await shows(() => page.evaluate(() => document.activeElement.id), "note-text");
  await field.fill(nasty);
  await field.press("Enter");
  await shows(() => status(page), /^The note is kept at event/);
  await shows(() => page.locator("#events .event-note").allTextContents(), [nasty]);
  const listed = page.locator(".inspected-notes .note-words");
  await shows(() => listed.allTextContents(), [nasty]);
  assert.equal(await page.locator(".note-words img, .event-note img").count(), 0);
  await page.getByRole("button", { name: `Change the note at event ${at}` }).click();
  await page.getByRole("textbox", { name: /^Change the note/ }).fill("shorter");
  await page.keyboard.press("Enter");
  await shows(() => listed.allTextContents(), ["shorter"]);
  await page.getByRole("button", { name: `Remove the note at event ${at}` }).click();
  await shows(() => listed.count(), 0);
  await page.getByRole("button", { name: "Undo the last change of the notes" }).click();
  await shows(() => listed.allTextContents(), ["shorter"]);
  await page.keyboard.press("End");
  await page.getByRole("button", { name: new RegExp(`^To the note at event ${at},`) }).click();
  await shows(() => number(page), at);
  await assertAccessible(page);

  await page.getByRole("button", { name: "File", exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Record, JSON/ }).click()]);
  const saved = await readFile(await download.path());
  const record = JSON.parse(saved);
  assert.deepEqual([record.version, record.notes], [7, [[at, "shorter"]]]);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("checkbox").first().check();
  const link = page.locator("#share-link");
  await shows(() => link.inputValue(), /link=1\./);
  const hash = new URL(await link.inputValue()).hash;

  const other = await site.newPage();
  await other.start();
  await other.setInputFiles("#file-field", { name: "noted.json", mimeType: "application/json", buffer: saved });
  await shows(() => other.locator(".inspected-notes .note-words").allTextContents(), ["shorter"]);
  const linked = await site.newPage();
  await linked.start(hash);
  await linked.getByRole("button", { name: "Run", exact: true }).click();
  await shows(() => linked.locator(".inspected-notes .note-words").allTextContents(), ["shorter"]);
  for (const one of [page, other, linked]) await assertClean(one);
});

test("the list of keys has them all, in Russian too", async () => {
  for (const [locale, words] of [["en-US", "Search in the record"], ["ru-RU", "Искать в записи"]]) {
    const page = await site.newPage({ locale });
    await page.start("#/demo/hello");
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(words).waitFor();
    for (const key of ["N", "B", "F9", "O", "E", "W", "[", "]", "F", "M", "{", "}"]) {
      assert.ok((await dialog.locator("kbd").allTextContents()).includes(key), key);
    }
    await assertClean(page);
  }
});
