// The page with large records, under the hand: for all that a reader does there, frames and the longest task while it is
// done; and memory. One JSON object for each.
//
// Arguments name some of the deeds only, such as `playing` or `steps`.
import { open } from "../e2e/browser.mjs";

// Tasks of the demo `many` and how often each sleeps: about 100,000 events, and the 1,000,000 at which a run stops.
const SIZES = [
  [1100, 6],
  [10_000, 8],
];
const wanted = process.argv.slice(2);

const site = await open();
for (const [tasks, rounds] of SIZES) {
  const page = await site.newPage();
  await page.addInitScript(() => {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await original.apply(WebAssembly, given);
        // Of the page, and of the demo engine beside it.
        (globalThis.memories ??= []).push((made.instance ?? made).exports.memory);
        return made;
      };
    }
    globalThis.held = [];
    globalThis.frames = [];
    new PerformanceObserver((list) => globalThis.held.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
    let last;
    const look = (now) => {
      if (last) globalThis.frames.push(now - last);
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const button = (name) => page.getByRole("button", { name, exact: true });
  // Away from what was clicked last, so that keys are the timeline's.
  const press = async (key) => {
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press(key);
  };
  let events;
  /// Does it and tells of the frames meanwhile, and of the longest task: 0 where none was over 50 ms.
  const figure = async (name, what) => {
    if (wanted.length && !wanted.some((one) => name.includes(one))) return;
    await page.waitForTimeout(500);
    await page.evaluate(() => Object.assign(globalThis, { held: [], frames: [] }));
    await what();
    await page.waitForTimeout(300);
    const [frames, held] = await page.evaluate(() => [globalThis.frames.sort((a, b) => a - b), globalThis.held]);
    const at = (share) => Number(frames[Math.floor((frames.length - 1) * share)].toFixed(1));
    console.log(
      JSON.stringify({
        figure: `${events.toLocaleString("en")} events: ${name}`,
        "frame, median": at(0.5),
        "frame, 95 of 100": at(0.95),
        "frame, worst": at(1),
        "longest task": Math.round(Math.max(0, ...held)),
        unit: "ms",
      }),
    );
  };

  events = tasks * rounds * 12;
  await page.start(`#/demo/many?tasks=${tasks}&rounds=${rounds}`);
  await button("Exact").click();
  const run = async () => {
    await button("Run").click();
    await page.locator(".figures dd").first().waitFor({ timeout: 60_000 });
  };
  if (wanted.length && !wanted.some((one) => "the run itself".includes(one))) await run();
  else await figure("the run itself", run);
  await button("To the end").click();
  await page.getByRole("button", { name: "Events" }).click();
  events = Number(await page.locator(".events").getAttribute("aria-rowcount")) - 1;

  const canvas = await page.locator(".timeline canvas").boundingBox();
  await figure("zooming and panning", async () => {
    await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + 60);
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.down("Control");
      await page.mouse.wheel(0, i < 30 ? -60 : 40);
      await page.keyboard.up("Control");
      await page.mouse.wheel(i % 2 ? 40 : -40, 0);
    }
  });
  await button("Show all of it").click();
  await figure("scrolling the lanes", async () => {
    for (let i = 0; i < 40; i += 1) await page.mouse.wheel(0, 400);
    await page.evaluate(() => (document.querySelector(".timeline-scroller").scrollTop = 0));
  });
  const speed = page.getByRole("combobox", { name: "Speed" });
  for (const [rate, words] of [["1", "playing from the start"], ["10", "playing ten times as fast"]]) {
    await speed.selectOption(rate);
    await press("Home");
    await figure(words, async () => {
      await press("Space");
      await page.waitForTimeout(rate === "1" ? 4000 : 2000);
      if (await button("Pause").count()) await press("Space");
    });
  }
  await speed.selectOption("1");
  await press("End");
  await figure("steps back from the end, beside the events", async () => {
    for (let i = 0; i < 20; i += 1) {
      await press("ArrowLeft");
      await page.waitForTimeout(50);
    }
  });
  await figure("jumps to places on the axis", async () => {
    for (const share of [0.5, 0.1, 0.9, 0.3, 0.7, 0.02, 0.6]) {
      await page.mouse.click(canvas.x + 128 + (canvas.width - 156) * share, canvas.y + 10);
      await page.waitForTimeout(100);
    }
  });
  await figure("steps in the middle, beside the events", async () => {
    for (let i = 0; i < 20; i += 1) {
      await press(i % 4 === 3 ? "ArrowRight" : "ArrowLeft");
      await page.waitForTimeout(50);
    }
  });
  await figure("dragging the playhead", async () => {
    await page.mouse.move(canvas.x + 400, canvas.y + 10);
    await page.mouse.down();
    await page.mouse.move(canvas.x + 700, canvas.y + 10, { steps: 40 });
    await page.mouse.up();
  });
  const field = page.getByRole("searchbox", { name: "Tasks by name" });
  await figure("filtering by name", async () => {
    await field.click();
    await page.keyboard.type("worker 99", { delay: 100 });
    for (let i = 0; i < 9; i += 1) await page.keyboard.press("Backspace", { delay: 50 });
  });
  const stands = page.getByRole("combobox", { name: "Tasks by state" });
  await figure("filtering by state", async () => {
    for (const state of ["failed", "cancelled", "all"]) {
      await stands.selectOption(state);
      await page.waitForTimeout(200);
    }
  });
  await figure("folding and unfolding all tasks", async () => {
    for (let i = 0; i < 4; i += 1) {
      // The axis, the loop's lane, then main's name.
      await page.mouse.click(canvas.x + 40, canvas.y + 32 + 34 + 20);
      await page.waitForTimeout(200);
    }
  });
  await figure("the axis of steps, and back", async () => {
    for (const axis of ["Steps", "Time"]) {
      await button(axis).click();
      await page.waitForTimeout(200);
    }
  });

  const file = button("File");
  let saved;
  const saving = (item) => async () => {
    await file.click();
    const [download] = await Promise.all([page.waitForEvent("download", { timeout: 180_000 }), page.getByRole("button", { name: item }).click()]);
    saved = await download.path();
  };
  await figure("saving a picture, SVG", saving(/Picture, SVG/));
  await figure("saving the events as text", saving(/Events, text/));
  await figure("saving for Chrome", saving(/Chrome trace/));
  await figure("saving the record", saving(/Record, JSON/));
  const debug = await page.context().newCDPSession(page);
  await debug.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize } = await debug.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => globalThis.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  console.log(
    JSON.stringify({
      figure: `${events.toLocaleString("en")} events: memory`,
      wasm: Math.round(wasm / 1e6),
      "scripts and document": Math.round((usedSize + embedderHeapUsedSize) / 1e6),
      unit: "MB",
    }),
  );
  if (saved) {
    await figure("opening the record", async () => {
      await file.click();
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: /Open a record/ }).first().click(),
      ]);
      await chooser.setFiles(saved);
      await button("Replay").waitFor({ timeout: 120_000 });
    });
  }
  await page.context().close();
}
await site.close();
