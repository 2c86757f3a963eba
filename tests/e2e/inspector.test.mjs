// The inspector, and what lights up everywhere when it is pointed at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const run = async (page, demo, [exact, run] = ["Exact", "Run"]) => {
  await page.start(`#/demo/${demo}`);
  await page.getByRole("button", { name: exact }).click();
  await page.getByRole("button", { name: run, exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".figures dd"), null, { timeout: 20_000 });
  await page.keyboard.press("End");
  await stands(page, true);
};
/// Resolves when the page shows the playhead at the record's end, or not there: what is read before that is of a moment ago.
const stands = async (page, atEnd) => {
  await page.waitForFunction((atEnd) => document.querySelector("#run + .buttons button:nth-child(4)")?.disabled === atEnd, atEnd);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
};
/// Puts the playhead at a share of the whole time, before the end.
const seek = async (page, share) => {
  const box = await page.locator(".timeline canvas").boundingBox();
  const left = box.width < 520 ? 14 : 128;
  await page.mouse.click(box.x + left + (box.width - left - 12) * share, box.y + 12);
  await stands(page, false);
};
const inspector = (page) => page.locator("#inspector");
const section = (page, name) => inspector(page).getByRole("region", { name });
const lit = (page) => page.locator(".lit, .lit-line").evaluateAll((all) => all.map((one) => one.className));
/// The colour of the picture at a point of the canvas, in px.
const pixel = (page, x, y) =>
  page.locator(".timeline canvas").evaluate(
    (canvas, [x, y]) => {
      const scale = canvas.width / canvas.getBoundingClientRect().width;
      // By a copy: reading the picture itself often makes the browser warn.
      const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      copy.drawImage(canvas, -Math.round(x * scale), -Math.round(y * scale));
      return [...copy.getImageData(0, 0, 1, 1).data].join();
    },
    [x, y],
  );

test("wide, it stands beside the console and tells how things stand at the playhead", async () => {
  const page = await site.newPage();
  await page.start("#/demo/bounded-queue");
  await shows(() => inspector(page).textContent(), /Nothing has run yet\. Press Run/);
  await run(page, "bounded-queue");
  await seek(page, 0.6);
  await shows(() => page.locator(".output-pane").getByRole("button", { name: "Inspector" }).count(), 0, "no tab there where it has a pane");
  await shows(() => section(page, /^Ready queue/).textContent(), /Empty: the loop sleeps until 9\.50\ss\./);
  await shows(() => section(page, /^Timers/).textContent(), /producer.*sleep.*9\.50\ss.*in 0\.\d\d\ss.*consumer/);
  await shows(() => section(page, /^Who awaits whom/).textContent(), /main.*waits for task producer.*line 28.*producer.*sleeps until/);
  await shows(() => section(page, /^Queues and locks/).textContent(), /queue.*3 of 3.*4 unfinished.*item-7.*item-8.*item-9/);
  await page.keyboard.press("End");
  await shows(() => section(page, /^Turn/).textContent(), /The loop has stopped: the program is done\./);
  await shows(() => section(page, /^Who awaits whom/).textContent(), /Every task is done\./);
  await shows(() => section(page, /^Ended/).textContent(), /consumer.*cancelled.*main.*finished.*producer.*finished/);
  await assertAccessible(page);
  await assertClean(page);
});

test("a deadlock is a circle, and a chain of held locks leads down to its reason", async () => {
  const page = await site.newPage({ locale: "ru-RU", colorScheme: "dark" });
  await run(page, "deadlock", ["Точно", "Пуск"]);
  await shows(() => section(page, /^Кто кого ждёт/).textContent(), /main.*worker-1.*worker-2.*держит её.*worker-1.*круг замкнулся/);
  await assertAccessible(page);
  await assertClean(page);
});

test("pointing at a task or a resource lights it up in every pane, and leaving it puts it out", async () => {
  const page = await site.newPage();
  await run(page, "bounded-queue");
  await seek(page, 0.6);
  const canvas = await page.locator(".timeline canvas").boundingBox();
  // At the right edge of the lanes of producer and queue, where nothing else is drawn.
  const producer = [canvas.width - 3, 32 + 34 + 42 + 6];
  const queue = [canvas.width - 3, 32 + 34 + 3 * 42 + 6];
  const dark = { producer: await pixel(page, ...producer), queue: await pixel(page, ...queue) };
  await section(page, /^Who awaits whom/).getByRole("button", { name: /^producer: to where/ }).hover();
  await page.waitForFunction(() => document.querySelector(".code-line.lit-line"));
  await shows(() => page.locator(".code-line.lit-line").textContent(), /sleep\(delay\)/);
  const console = await page.locator(".console-line.lit-line").allTextContents();
  assert.ok(console.length > 5 && console.every((line) => line.includes("producer")), console.join());
  await shows(() => page.locator(".sentence .lit").textContent(), "producer");
  await eventually(async () => (await pixel(page, ...producer)) !== dark.producer, "its lane has a band");
  await shows(() => pixel(page, ...queue), dark.queue);
  await section(page, /^Queues and locks/).getByRole("button", { name: /^queue: to where/ }).hover();
  await page.waitForFunction(() => !document.querySelector(".code-line.lit-line"));
  await eventually(async () => (await pixel(page, ...queue)) !== dark.queue, "the queue's lane has a band");
  await shows(() => pixel(page, ...producer), dark.producer);

  // The other way round: from the picture, the console, the code and the events.
  await page.mouse.move(canvas.x + 60, canvas.y + 32 + 34 + 42 + 20);
  await page.waitForFunction(() => document.querySelectorAll("#inspector .lit").length > 1);
  await eventually(async () => (await page.locator("#inspector .lit").allTextContents()).every((name) => name === "producer"));
  await page.mouse.move(canvas.x + 60, canvas.y + 10);
  await page.waitForFunction(() => !document.querySelector(".lit, .lit-line"));
  await page.locator("#console .who").last().hover();
  await page.waitForFunction(() => document.querySelectorAll("#inspector .lit").length > 1);
  await page.locator(".code-tag", { hasText: "consumer" }).hover();
  await page.waitForFunction(() => document.querySelector("#inspector .lit")?.textContent === "consumer");
  await page.getByRole("button", { name: "Events" }).click();
  await page.locator("#events .named", { hasText: "producer" }).first().hover();
  await page.waitForFunction(() => document.querySelector("#inspector .lit")?.textContent === "producer");
  await page.mouse.move(5, 5);
  await page.waitForFunction(() => !document.querySelector(".lit, .lit-line"));
  await shows(() => lit(page), []);
  await assertClean(page);
});

test("by keyboard alone: names light up when focused and lead to where things were made, settled or changed", async () => {
  const page = await site.newPage();
  await run(page, "future");
  const made = section(page, /^Futures/).getByRole("button", { name: /answer: to where it was made/ });
  await made.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#inspector .state-pending"));
  await page.getByRole("button", { name: "Events" }).click();
  await shows(() => page.locator("#events tr.current").textContent(), /Future answer is made/);
  await page.getByRole("button", { name: "To the end" }).click();
  await section(page, /^Futures/).getByRole("button", { name: /to where it was settled/ }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /The result of future answer is set/.test(document.querySelector("#events tr.current")?.textContent));
  await page.getByRole("button", { name: "To the end" }).click();
  await section(page, /^Ended/).getByRole("button", { name: /^setter: to where it was created/ }).focus();
  await page.waitForFunction(() => document.querySelector("#inspector .lit")?.textContent === "setter");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("#inspector .lit"), null, { timeout: 5000 });
  // The keyboard goes on from there.
  await page.waitForFunction(() => document.activeElement.id === "inspector");
  await page.waitForFunction(() => /creates task setter/.test(document.querySelector("#events tr.current")?.textContent));
  // In the current event the names can be focused; in the console the last one, and from there the others.
  await page.locator("#events tr.current .named").last().focus();
  await page.waitForFunction(() => document.querySelectorAll("#inspector .lit").length > 0);
  await page.getByRole("button", { name: "To the end" }).click();
  await page.getByRole("button", { name: "Console" }).click();
  const last = page.locator("#console .who[id]").last();
  await shows(() => page.locator("#console .who[id]:not([tabindex='-1'])").count(), 1);
  await last.focus();
  await page.keyboard.press("ArrowUp");
  const focused = await page.evaluate(() => document.activeElement.id);
  assert.notEqual(focused, await last.getAttribute("id"));
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.querySelector("#console .who[id]:not([tabindex='-1'])")?.id === id, focused);
  await assertClean(page);
});

test("a thousand tasks are cut and counted, and playback stays quick", async () => {
  const page = await site.newPage();
  await run(page, "many");
  await seek(page, 0.3);
  await shows(() => section(page, /^Timers/).textContent(), /and \d{3} more/);
  await shows(() => section(page, /^Who awaits whom/).textContent(), /and \d{2} more/);
  await eventually(async () => (await inspector(page).locator("li").count()) < 150);
  await page.getByRole("button", { name: "To the start" }).click();
  await page.getByRole("button", { name: "Play" }).click();
  // By what the page's thread works, not by the clock: whatever else the machine does must not count.
  const debug = await page.context().newCDPSession(page);
  await debug.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => (await debug.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  const before = await worked();
  await page.evaluate(async () => {
    for (let frames = 0; frames < 30; frames += 1) await new Promise((done) => requestAnimationFrame(done));
  });
  const each = ((await worked()) - before) / 30;
  // A scan of the whole record a frame took several times as long.
  assert.ok(each < 40, `${each} ms of work a frame`);
  await assertClean(page);
});

test("narrower it is a tab, in both languages and themes, with targets of 44 px where fingers touch", async () => {
  for (const [width, locale, colorScheme] of [[1024, "en-US", "dark"], [390, "ru-RU", "light"]]) {
    const page = await site.newPage({ viewport: { width, height: 900 }, locale, colorScheme });
    const words = locale === "ru-RU" ? ["Точно", "Пуск", "Инспектор", /^Кто кого ждёт/] : ["Exact", "Run", "Inspector", /^Who awaits whom/];
    await run(page, "lock", words);
    await seek(page, 0.4);
    await page.getByRole("button", { name: words[2] }).click();
    const height = () => page.locator(".output-pane").evaluate((pane) => pane.getBoundingClientRect().height);
    const before = await height();
    await shows(() => section(page, words[3]).textContent(), /main/);
    await assertAccessible(page);
    await page.keyboard.press("End");
    await shows(() => height(), before, "its room is reserved");
    if (width > 1000) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.waitForFunction(() => document.querySelector(".inspector-pane"));
      await shows(() => page.getByRole("button", { name: "Console" }).getAttribute("aria-pressed"), "true", "it has a pane again");
    } else {
      const low = await inspector(page).locator("button").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).length);
      assert.equal(low, 0);
      await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
    }
    await assertClean(page);
    await page.context().close();
  }
});

test("generators stand with their last values", async () => {
  const page = await site.newPage();
  await run(page, "generator");
  await page.getByRole("button", { name: "Events" }).click();
  await page.locator("#events tr", { hasText: "numbers#0 yields" }).first().click();
  await section(page, /^Generators/).getByText("paused, last value").first().waitFor();
  await shows(() => section(page, /^Generators/).textContent(), /numbers#0.*paused, last value \d.*line \d+.*since/);
  await assertAccessible(page);
  await assertClean(page);
});

test("a future lights up whoever waits for it, a generator its lane and its line", async () => {
  const page = await site.newPage();
  await run(page, "bounded-queue");
  await seek(page, 0.6);
  const future = section(page, /^Futures/).getByRole("button", { name: /sleep: to where it was made/ }).first();
  const who = await section(page, /^Futures/).locator("li .of-task").first().textContent();
  await future.hover();
  await page.waitForFunction((who) => document.querySelector(".code-line.lit-line")?.textContent.includes(who), who);
  await eventually(async () => (await page.locator("#console .who.lit").allTextContents()).every((name) => name === who));
  await page.close();

  const other = await site.newPage();
  await run(other, "generator");
  await other.getByRole("button", { name: "Events" }).click();
  await other.locator("#events tr", { hasText: "numbers#0 yields" }).first().click();
  const name = section(other, /^Generators/).getByRole("button", { name: /^numbers#0: to where it was made/ });
  const line = (await section(other, /^Generators/).textContent()).match(/line (\d+)/)[1];
  await name.focus();
  await other.waitForFunction((line) => document.querySelector(".code-line.lit-line .code-number-of-line")?.textContent === line, line);
  await other.keyboard.press("Tab");
  await other.waitForFunction(() => !document.querySelector(".code-line.lit-line"));
  await assertClean(other);
});
