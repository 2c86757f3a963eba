// The page with large records: frames while the timeline is panned and zoomed by the wheel, played and stepped; memory;
// how long saving and opening hold the page at a time. One JSON object a record.
import { open } from "../e2e/browser.mjs";

/// How long each frame took since they were taken last, the shortest first.
const takeFrames = (page) => page.evaluate(() => globalThis.frames.splice(0).sort((a, b) => a - b));

// Tasks of the demo `many`, six sleeps each: about 100,000 and 800,000 events.
const TASKS = [1100, 10_000];

const site = await open();
for (const tasks of TASKS) {
  const page = await site.newPage();
  await page.addInitScript(() => {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await original.apply(WebAssembly, given);
        globalThis.memory = (made.instance ?? made).exports.memory;
        return made;
      };
    }
  });
  await page.addInitScript(() => {
    globalThis.held = [0];
    new PerformanceObserver((list) => globalThis.held.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  const debug = await page.context().newCDPSession(page);
  await page.start(`#/demo/many?tasks=${tasks}&rounds=6`);
  await page.getByRole("button", { name: "Instant" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".figures dd").first().waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "To the end", exact: true }).click();
  await page.getByRole("button", { name: "Events" }).click();
  const rows = await page.locator(".events").getAttribute("aria-rowcount");
  await page.evaluate(() => {
    globalThis.frames = [];
    let last;
    const look = (now) => {
      if (last) globalThis.frames.push(now - last);
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const canvas = await page.locator(".timeline canvas").boundingBox();
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + 60);
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, i < 30 ? -60 : 40);
    await page.keyboard.up("Control");
    await page.mouse.wheel(i % 2 ? 40 : -40, 0);
  }
  const moved = await takeFrames(page);
  // Away from what was clicked last, so that keys are the timeline's.
  const press = async (key) => {
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press(key);
  };
  await press("Home");
  await page.waitForTimeout(300);
  await takeFrames(page);
  await press("Space");
  await page.waitForTimeout(4000);
  await press("Space");
  const played = await takeFrames(page);
  await press("End");
  for (let i = 0; i < 20; i += 1) {
    await press("ArrowLeft");
    await page.waitForTimeout(50);
  }
  const stepped = await takeFrames(page);
  await debug.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize } = await debug.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => globalThis.memory.buffer.byteLength);
  // The longest task from here on; 0 where none was over 50 ms.
  const longest = async (what) => {
    await page.evaluate(() => (globalThis.held = [0]));
    const result = await what();
    await page.waitForTimeout(300);
    return [Math.round(await page.evaluate(() => Math.max(...globalThis.held))), result];
  };
  const file = page.getByRole("button", { name: "File", exact: true });
  const [saving, saved] = await longest(async () => {
    await file.click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /Record, JSON/ }).click()]);
    return download.path();
  });
  const [opening] = await longest(async () => {
    await file.click();
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: /Open a record/ }).first().click(),
    ]);
    await chooser.setFiles(saved);
    await page.getByRole("button", { name: "Replay" }).waitFor({ timeout: 60_000 });
  });
  const at = (frames, share) => Number(frames[Math.floor((frames.length - 1) * share)].toFixed(1));
  console.log(
    JSON.stringify({
      figure: `page with ${tasks} tasks`,
      events: Number(rows) - 1,
      "frame, median": at(moved, 0.5),
      "frame, 95 of 100": at(moved, 0.95),
      "frame, worst": at(moved, 1),
      "frame while playing, median": at(played, 0.5),
      "frame while playing, worst": at(played, 1),
      "frame while stepping, worst": at(stepped, 1),
      "longest task, saving": saving,
      "longest task, opening": opening,
      unit: "ms",
      "memory, wasm": Math.round(wasm / 1e6),
      "memory, scripts and document": Math.round((usedSize + embedderHeapUsedSize) / 1e6),
      "unit of memory": "MB",
    }),
  );
  await page.context().close();
}
await site.close();
