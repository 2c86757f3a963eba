// The lines between the panes: moved by mouse, finger and keys, given back, remembered, and nothing hidden by them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { write } from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const LINES = { code: "Width of the program", timeline: "Height of the timeline", console: "Width of the console" };
const line = (page, name) => page.getByRole("separator", { name: LINES[name] ?? name });
const start = async (options, hash = "#/demo/gather") => {
  const page = await site.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  await page.start(hash);
  return page;
};
const middle = async (locator) => {
  const { x, y, width, height } = await locator.boundingBox();
  return [x + width / 2, y + height / 2];
};
// It is measured with the next frame.
const now = async (locator) => {
  await locator.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return Number(await locator.getAttribute("aria-valuenow"));
};

/// What of the panes is cut off, once they have come to rest: by the window's edge, by each other, or by having no room at
/// all.
const cutOff = async (page) => {
  await page.locator(".timeline-pane canvas").first().waitFor();
  let wrong;
  for (let tries = 0; tries < 50; tries += 1) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    wrong = await hidden(page);
    if (!wrong.length) break;
  }
  return wrong;
};
const hidden = (page) =>
  page.evaluate(() => {
    const panes = [...document.querySelectorAll(".pane")].filter((pane) => pane.checkVisibility());
    const boxes = panes.map((pane) => [pane.className, pane.getBoundingClientRect()]);
    const wrong = [];
    for (const [name, box] of boxes) {
      if (box.width < 200 || box.height < 120) wrong.push(`${name} is ${box.width} x ${box.height}`);
      if (box.right > innerWidth || box.left < 0) wrong.push(`${name} leaves the window`);
      for (const [other, its] of boxes) {
        if (other !== name && box.left < its.right - 1 && its.left < box.right - 1 && box.top < its.bottom - 1 && its.top < box.bottom - 1) wrong.push(`${name} lies over ${other}`);
      }
    }
    // The timeline's pane scrolls nothing of its own: all its parts must fit into it.
    const timeline = document.querySelector(".timeline-pane");
    if (timeline.scrollHeight > timeline.clientHeight + 1) wrong.push(`timeline-pane hides ${timeline.scrollHeight - timeline.clientHeight} px`);
    if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page scrolls sideways");
    return wrong;
  });

describe("panes", () => {
  test("are resized by the mouse as far as the pointer goes, and given back by a double click", async () => {
    const page = await start();
    for (const [name, dx, dy] of [["code", -60, 0], ["timeline", 0, 30], ["console", 50, 0]]) {
      const before = await middle(line(page, name));
      await page.mouse.move(...before);
      await page.mouse.down();
      await page.mouse.move(before[0] + dx / 2, before[1] + dy / 2);
      await page.mouse.move(before[0] + dx, before[1] + dy);
      await page.mouse.up();
      const moved = await middle(line(page, name));
      assert.ok(Math.abs(moved[0] - before[0] - dx) <= 1 && Math.abs(moved[1] - before[1] - dy) <= 1, `${name}: ${before} to ${moved}`);
      await shows(() => cutOff(page), []);
      await line(page, name).dblclick();
      await page.waitForFunction((name) => !document.querySelector(`.sized-${name}`), name);
      await shows(() => middle(line(page, name)), before);
    }
    await assertClean(page);
    await page.context().close();
  });

  test("are resized by a finger", async () => {
    const page = await start({ hasTouch: true, viewport: { width: 1280, height: 900 } });
    const [x, y] = await middle(line(page, "code"));
    const client = await page.context().newCDPSession(page);
    const touch = (type, at) => client.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [{ x: at, y }] : [] });
    await touch("touchStart", x);
    await touch("touchMove", x - 20);
    await touch("touchMove", x - 40);
    await touch("touchEnd");
    await page.locator(".sized-code").waitFor();
    assert.ok(Math.abs((await middle(line(page, "code")))[0] - (x - 40)) <= 1);
    await page.context().close();
  });

  test("are resized by keys, tell where they stand, and the keys do nothing else", async () => {
    const page = await start();
    await page.getByRole("button", { name: "Exact" }).click();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator(".figures dd").first().waitFor();
    // It plays after the run.
    await page.keyboard.press("End");
    const sentence = await page.locator(".sentence").textContent();
    for (const [name, less, more] of [["code", "ArrowLeft", "ArrowRight"], ["timeline", "ArrowUp", "ArrowDown"], ["console", "ArrowLeft", "ArrowRight"]]) {
      const splitter = line(page, name);
      await splitter.focus();
      await page.keyboard.press("Home");
      const least = await now(splitter);
      await page.keyboard.press("End");
      const most = await now(splitter);
      assert.ok(least < most, `${name} from ${least} to ${most}`);
      await shows(() => cutOff(page), []);
      // Up to the next step only, for rounding.
      await page.keyboard.press(less);
      const step = most - (await now(splitter));
      assert.ok(step >= 1 && step <= 3, `${name} moved by ${step}`);
      await page.keyboard.press("Home");
      await page.keyboard.press(more);
      await eventually(async () => (await now(splitter)) > least, name);
      await page.keyboard.press("Home");
      await shows(() => cutOff(page), []);
      await page.keyboard.press("Enter");
      await shows(() => page.locator(`.sized-${name}`).count(), 0);
    }
    await shows(() => page.locator(".sentence").textContent(), sentence, "the playhead has not moved");
    await assertAccessible(page);
    await assertClean(page);
    await page.context().close();
  });

  test("stay as they were put on this device, and nothing is hidden at any width", async () => {
    const page = await start();
    for (const name of ["code", "timeline", "console"]) {
      await line(page, name).focus();
      await page.keyboard.press("End");
    }
    const kept = await now(line(page, "code"));
    await page.again();
    await page.locator(".sized-code.sized-timeline.sized-console").waitFor();
    await shows(() => now(line(page, "code")), kept);
    for (const hash of ["#/demo/gather", "#/demo/bounded-queue", "#/demo/errands?variant=all"]) {
      await page.start(hash);
      for (const key of ["Home", "End"]) {
        for (const name of ["code", "timeline", "console"]) {
          if (!(await line(page, name).count())) continue;
          await page.setViewportSize({ width: 1440, height: 900 });
          await line(page, name).focus();
          await page.keyboard.press(key);
        }
        for (const [width, height] of [[360, 780], [768, 1024], [1024, 768], [1180, 620], [1280, 720], [1366, 768], [1920, 1080], [2560, 1440]]) {
          await page.setViewportSize({ width, height });
          await shows(() => cutOff(page), [], `${hash} ${key} ${width}`);
        }
      }
    }
    await page.evaluate(() => localStorage.setItem("loopline.panes", "code=no timeline=9 = \u0000"));
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.again();
    await shows(() => cutOff(page), []);
    await assertClean(page);
    await page.context().close();
  });
});

const TEN = `import asyncio


async def work(n):
    await asyncio.sleep(n)


async def main():
    await asyncio.gather(*[work(n) for n in range(1, 11)])


asyncio.run(main())
`;

describe("the reader's own program", () => {
  const fold = (page) => page.locator(".head").getByRole("button", { name: /^(Catalogue|Каталог)$/ });
  const catalogue = (page) => page.locator("#catalogue");
  const editor = (page) => page.locator(".python-editor .cm-content");

  for (const locale of ["en-US", "ru-RU"]) {
    test(`all lanes of ten tasks and sixty columns are seen at 1440 x 900, and nothing moves when they come: ${locale}`, async () => {
      const page = await start({ locale }, "#/python");
      await editor(page).waitFor();
      await write(page, TEN);
      // Sixty columns of a line, without scrolling.
      const room = await page.evaluate(() => {
        const root = document.querySelector(".python-editor").shadowRoot;
        const line = root.querySelector(".cm-line");
        const style = getComputedStyle(line);
        const context = document.createElement("canvas").getContext("2d");
        context.font = style.font;
        const free = root.querySelector(".cm-scroller").getBoundingClientRect().right - line.getBoundingClientRect().left - parseFloat(style.paddingLeft);
        return free / context.measureText("0".repeat(60)).width;
      });
      assert.ok(room >= 1, `${room * 60} columns`);
      const places = () => page.evaluate(() => [...document.querySelectorAll(".timeline-pane, .output-pane, .code-pane")].map((pane) => JSON.stringify(pane.getBoundingClientRect())));
      await page.locator(".python-status").filter({ hasText: /Ctrl\+Enter/ }).waitFor();
      const before = await places();
      await page.locator("#run").click();
      await page.locator(".figures dd").first().waitFor();
      await shows(() => places(), before);
      const scrolls = await page.evaluate(() => {
        const { scrollHeight, clientHeight } = document.querySelector(".timeline-scroller");
        return scrollHeight - clientHeight;
      });
      assert.ok(scrolls <= 1, `${scrolls} px of the lanes are out of sight`);
      await shows(() => cutOff(page), []);
      await assertAccessible(page);
      await page.context().close();
    });
  }

  test("has the catalogue folded away, until it is unfolded, and the device remembers that", async () => {
    const page = await start({}, "#/python");
    await editor(page).waitFor();
    assert.deepEqual([await catalogue(page).isVisible(), await fold(page).getAttribute("aria-expanded")], [false, "false"]);
    const crumb = await page.locator(".crumb").boundingBox();
    await fold(page).focus();
    await page.keyboard.press("Enter");
    await catalogue(page).waitFor();
    await shows(() => fold(page).getAttribute("aria-expanded"), "true");
    await shows(() => page.locator(".crumb").boundingBox(), crumb, "the header stays as it is");
    await shows(() => cutOff(page), []);
    await assertAccessible(page);
    await page.again();
    await eventually(() => catalogue(page).isVisible(), "remembered");
    await fold(page).click();
    await catalogue(page).waitFor({ state: "hidden" });
    // The key of the search unfolds it.
    await page.locator(".crumb").click();
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement?.id === "search");
    await eventually(() => catalogue(page).isVisible());
    await page.start("#/demo/gather");
    assert.deepEqual([await catalogue(page).isVisible(), await fold(page).count()], [true, 0], "beside a demo it always stands there");
    await assertClean(page);
    await page.context().close();
  });

  test("low lanes can be met by a finger", async () => {
    const page = await start({ hasTouch: true, viewport: { width: 390, height: 844 } }, "#/python");
    await editor(page).waitFor();
    await write(page, TEN);
    await page.locator(".python-status").filter({ hasText: /Ctrl\+Enter/ }).waitFor();
    await page.locator("#run").click();
    await page.locator(".figures dd").first().waitFor();
    const canvas = page.locator(".timeline canvas");
    await canvas.scrollIntoViewIfNeeded();
    const all = await page.evaluate(() => document.querySelector(".timeline-scroller").scrollHeight);
    // A loop and eleven tasks of at least 48 px under the axis; a tap on the name of `main` folds those below it away.
    assert.ok(all >= 32 + 11 * 48, `${all}`);
    const box = await canvas.boundingBox();
    await page.touchscreen.tap(box.x + 60, box.y + 32 + 46 + 12);
    await page.waitForFunction((all) => document.querySelector(".timeline-scroller")?.scrollHeight < all, all);
    await page.context().close();
  });
});
