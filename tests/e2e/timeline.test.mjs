// The timeline under the hand: wheel, mouse, fingers, keys, the small picture below it, many lanes, a hidden tab.
//
// A canvas tells nothing of what it shows, but a press on its axis moves the playhead to the event under it: on the
// steps axis, where each event has the same width, that number is what the picture has at a pixel.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertClean, eventually, open, runBesideEvents, shows } from "./browser.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

/// Tasks in groups of up to a hundred, some of which fail or are cancelled.
const MANY = "#/demo/many?tasks=120&rounds=2";

/// Opens a demo, runs it at once and stands on the steps axis, beside the list of events.
const start = async (hash, options) => {
  const page = await runBesideEvents(site, hash, options);
  await page.getByRole("button", { name: "Steps" }).click();
  await page.getByRole("button", { name: "To the end" }).click();
  await page.locator("#events tr.current").waitFor();
  return page;
};

const canvas = (page) => page.locator(".timeline canvas");
/// The event under the playhead.
const current = async (page) => Number(await page.locator("#events tr.current .number").first().textContent());
/// What was dispatched has been drawn.
const drawn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/// The event that the picture has at a pixel from its left edge.
const eventAt = async (page, x) => {
  const box = await canvas(page).boundingBox();
  await page.mouse.click(box.x + x, box.y + 8);
  await drawn(page);
  return current(page);
};

/// How many events there are.
const count = (page) => page.evaluate(() => Number(document.querySelector("#events table").ariaRowCount) - 1);

/// The first and last events in sight.
const seen = async (page) => {
  const { width } = await canvas(page).boundingBox();
  const left = width < 520 ? 15 : 130;
  return [await eventAt(page, left), await eventAt(page, width - 40)];
};

/// Waits until what is in sight is right.
const until = async (page, right, what) => {
  let last;
  for (let i = 0; i < 50; i++) {
    last = await seen(page);
    if (right(...last)) return last;
  }
  assert.fail(`${what}: ${last}`);
};

const wheel = async (page, x, dx, dy, key) => {
  const box = await canvas(page).boundingBox();
  await page.mouse.move(box.x + x, box.y + 100);
  if (key) await page.keyboard.down(key);
  await page.mouse.wheel(dx, dy);
  if (key) await page.keyboard.up(key);
};

test("a wheel zooms about the pointer, moves along the axis and scrolls the lanes", async () => {
  const page = await start(MANY);
  const [first, last] = await seen(page);
  const events = await count(page);
  assert.ok(first < events * 0.01 && last > events * 0.95, `all of it is shown: ${first} to ${last} of ${events}`);
  const x = 600;
  const under = await eventAt(page, x);
  await wheel(page, x, 0, -300, "Control");
  const [near, far] = await until(page, (from, to) => to - from < (last - first) / 1.9, "it has come closer");
  assert.ok(near > first && far < last);
  const still = await eventAt(page, x);
  assert.ok(Math.abs(still - under) <= events * 0.002, `${under} stays under the pointer: ${still}`);

  await wheel(page, x, 0, 200, "Shift");
  const [later] = await until(page, (from) => from > near + 5, "it has moved on");
  await wheel(page, x, -150, 0);
  await until(page, (from) => from < later - 5, "it has moved back");
  await shows(() => page.evaluate(() => document.querySelector(".timeline-scroller").scrollTop), 0);

  await wheel(page, x, 0, 240);
  await page.waitForFunction(() => document.querySelector(".timeline-scroller")?.scrollTop >= 200);
  await assertClean(page);
});

test("a drag moves the picture and leaves the playhead; one that begins on the axis takes it along", async () => {
  const page = await start(MANY);
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Zoom in" }).click();
  const events = await count(page);
  const [first, last] = await until(page, (from, to) => to - from < events / 3.5, "it has come closer");
  const box = await canvas(page).boundingBox();
  const before = await eventAt(page, 600);
  await page.mouse.move(box.x + 700, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 800, box.y + 152, { steps: 4 });
  await page.mouse.up();
  await drawn(page);
  await shows(() => current(page), before, "the playhead has stayed");
  const moved = (100 / (box.width - 170)) * (last - first);
  await until(page, (from) => Math.abs(first - from - moved) < moved / 4, `it has moved by about ${moved} events`);

  await page.mouse.move(box.x + 500, box.y + 10);
  await page.mouse.down();
  await drawn(page);
  const from = await current(page);
  await page.mouse.move(box.x + 650, box.y + 60, { steps: 5 });
  await page.waitForFunction((n) => Number(document.querySelector("#events tr.current .number")?.textContent) > n, from);
  await page.mouse.up();
  await assertClean(page);
});

test("keys zoom in, out and back to all of it", async () => {
  const page = await start(MANY);
  const [first, last] = await seen(page);
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  const [near, far] = await until(page, (from, to) => to - from < (last - first) / 2, "closer");
  await page.keyboard.press("-");
  await until(page, (from, to) => to - from > (far - near) * 1.4, "farther");
  await page.keyboard.press("0");
  await until(page, (from, to) => from === first && Math.abs(to - last) <= 1, "all of it");
  await assertClean(page);
});

test("the small picture takes what is seen along", async () => {
  const page = await start(MANY);
  for (let i = 0; i < 4; i++) await page.getByRole("button", { name: "Zoom in" }).click();
  await page.getByRole("button", { name: "To the end" }).click();
  const events = await count(page);
  const box = await page.locator(".minimap").boundingBox();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 4);
  await page.mouse.down();
  const x = 128 + (box.width - 128) * 0.3;
  await page.mouse.move(box.x + x, box.y + 4, { steps: 6 });
  await page.mouse.up();
  const middle = events * 0.3;
  await until(page, (from, to) => Math.abs((from + to) / 2 - middle) < events * 0.1, `about event ${middle} in the middle`);
  // Its height stands for all lanes.
  await page.mouse.click(box.x + x, box.y + box.height - 2);
  await page.waitForFunction(() => document.querySelector(".timeline-scroller")?.scrollTop > 500);
  await assertClean(page);
});

/// Fingers on the canvas: each step is a list of points from its left upper corner; an empty one lifts them.
const fingers = async (page, steps) => {
  const session = await page.context().newCDPSession(page);
  const box = await canvas(page).boundingBox();
  let down = false;
  for (const points of steps) {
    const type = points.length === 0 ? "touchEnd" : down ? "touchMove" : "touchStart";
    const touchPoints = points.map(([x, y], id) => ({ x: box.x + x, y: box.y + y, id }));
    await session.send("Input.dispatchTouchEvent", { type, touchPoints });
    down = points.length > 0;
    await drawn(page);
  }
  await session.detach();
};

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("two fingers zoom about their middle, one moves the picture along and scrolls the lanes", async () => {
  const page = await start(MANY, PHONE);
  const [first, last] = await seen(page);
  const under = await eventAt(page, 200);
  const spread = [0, 20, 40, 60, 80].map((by) => [[170 - by, 120], [230 + by, 120]]);
  await fingers(page, [...spread, []]);
  const [near, far] = await until(page, (from, to) => to - from < (last - first) / 2.5, "fingers that part zoom in");
  const still = await eventAt(page, 200);
  assert.ok(Math.abs(still - under) < (far - near) / 10, `${under} stays between the fingers: ${still}`);

  // Both move to the right alike.
  await fingers(page, [...[0, 20, 40, 60].map((by) => [[120 + by, 120], [180 + by, 120]]), []]);
  const [earlier] = await until(page, (from) => from < near - 3, "two fingers move the picture");
  await fingers(page, [...[0, 8, 20, 50, 90].map((by) => [[280 - by, 130]]), []]);
  await until(page, (from) => from > earlier + 3, "one finger moves the picture");

  await fingers(page, [...[...spread].reverse(), []]);
  await until(page, (from, to) => to - from > far - near, "fingers that meet zoom out");
  const playhead = await current(page);
  await fingers(page, [...[0, 12, 40, 80, 120].map((by) => [[200, 180 - by]]), []]);
  await page.waitForFunction(() => document.querySelector(".timeline-scroller")?.scrollTop > 50);
  await shows(() => current(page), playhead, "scrolling is not a tap");
  await assertClean(page);
});

test("a tap moves the playhead", async () => {
  const page = await start(MANY, PHONE);
  const before = await current(page);
  await fingers(page, [[[150, 128]], []]);
  await page.waitForFunction((n) => Number(document.querySelector("#events tr.current .number")?.textContent) < n, before);
  await assertClean(page);
});

/// How high all lanes are, in px.
const lanes = (page) => page.evaluate(() => document.querySelector(".timeline-scroller").scrollHeight);

test("many tasks are filtered by name and by how they ended", async () => {
  const page = await start(MANY);
  const all = await lanes(page);
  const status = page.locator(".task-filter [role=status]");
  await page.getByRole("searchbox", { name: "Tasks by name" }).fill("worker 11");
  // worker 11, 110 to 119, and their groups and main.
  await page.waitForFunction(() => /^14 of 123 tasks$/.test(document.querySelector(".task-filter [role=status]")?.textContent));
  const found = await lanes(page);
  assert.ok(found < all / 4, `${found} of ${all} px`);
  await page.getByRole("combobox", { name: "Tasks by state" }).selectOption("cancelled");
  await page.waitForFunction(() => /^3 of 123 tasks$/.test(document.querySelector(".task-filter [role=status]")?.textContent));
  await page.getByRole("searchbox", { name: "Tasks by name" }).fill("nobody");
  await page.waitForFunction(() => /^0 of 123 tasks$/.test(document.querySelector(".task-filter [role=status]")?.textContent));
  await page.getByRole("searchbox", { name: "Tasks by name" }).fill("");
  await page.getByRole("combobox", { name: "Tasks by state" }).selectOption("all");
  await page.waitForFunction((height) => document.querySelector(".timeline-scroller")?.scrollHeight === height, all);
  await shows(() => status.textContent(), "");
  await page.start("#/demo/gather");
  await shows(() => page.locator(".task-filter").count(), 0, "few tasks need no filter");
  await assertClean(page);
});

test("a click on a task's name folds what it has created, and unfolds it", async () => {
  const page = await start(MANY);
  const all = await lanes(page);
  const playhead = await current(page);
  const box = await canvas(page).boundingBox();
  // The axis, the loop's lane, then main's: there are so many that they are low, and stay so.
  const name = { x: box.x + 40, y: box.y + 32 + 24 + 12 };
  await page.mouse.click(name.x, name.y);
  await page.waitForFunction((height) => document.querySelector(".timeline-scroller")?.scrollHeight < height / 4, all);
  await shows(() => current(page), playhead, "folding is no seeking");
  await page.mouse.click(name.x, name.y);
  await page.waitForFunction((height) => document.querySelector(".timeline-scroller")?.scrollHeight === height, all);
  await assertClean(page);
});

test("the lanes scroll by keys where they do not fit", async () => {
  const page = await start(MANY);
  const scroller = page.getByRole("group", { name: "Lanes" });
  await scroller.focus();
  const top = () => scroller.evaluate((element) => element.scrollTop);
  await page.keyboard.press("PageDown");
  await page.waitForFunction(() => document.querySelector(".timeline-scroller")?.scrollTop > 100);
  const playhead = await current(page);
  await page.keyboard.press("ArrowUp");
  const before = await top();
  await page.keyboard.press("PageUp");
  await page.waitForFunction((before) => document.querySelector(".timeline-scroller")?.scrollTop < before, before);
  await shows(() => current(page), playhead);
  await assertClean(page);
});

/// The browser says that the tab is hidden, or seen again. Headless ones never hide any.
const hide = (page, hidden) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("a hidden tab pauses a live run and playback, and says so", async () => {
  const page = await site.newPage();
  await page.start("#/demo/gather");
  const paused = page.getByText("Paused while this tab was hidden.");
  await hide(page, true);
  await hide(page, false);
  await shows(() => paused.count(), 0, "nothing has moved, nothing is told");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await hide(page, true);
  await paused.waitFor();
  await page.getByRole("button", { name: "Play" }).waitFor();
  await hide(page, false);
  await page.getByRole("button", { name: "Close" }).click();
  await paused.waitFor({ state: "detached" });
  // It stands until the reader goes on.
  await page.getByRole("button", { name: "Play" }).click();
  await page.getByRole("combobox", { name: "Speed" }).selectOption("100");
  await page.locator(".figures dd").first().waitFor();
  await page.getByRole("combobox", { name: "Speed" }).selectOption("0.1");
  await page.getByRole("button", { name: "Play" }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await hide(page, true);
  await paused.waitFor();
  await page.getByRole("button", { name: "Play" }).waitFor();
  await assertClean(page);
});

test("a browser that gives no context to draw in is asked once a canvas, and all but the picture is there", async () => {
  const page = await site.newPage();
  await page.addInitScript(() => {
    window.asked = new Map();
    HTMLCanvasElement.prototype.getContext = function () {
      window.asked.set(this, (window.asked.get(this) ?? 0) + 1);
      return null;
    };
  });
  await page.start("#/demo/errands");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Events" }).click();
  // Drawn anew with every frame while it plays.
  await page.locator("#events tr.current").waitFor();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "To the end" }).click();
  assert.deepEqual([...new Set(await page.evaluate(() => [...window.asked.values()]))], [1]);
  await eventually(async () => (await current(page)) > 10);
  await assertClean(page);
});
