// Pictures for people to look at, in target/screenshots: states of the page x widths x themes x languages.
// `make screenshots` takes all of them; `tests/tools/screenshots.sh --state demo-cancel --width 390 --theme dark --lang ru`
// some (each option may come several times; what is not named is taken whole), and `--route '#/demo/gather'` any route
// as it opens. Nothing is compared; what went wrong on a page is listed.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { open, started } from "./browser.mjs";

const FOLDER = fileURLToPath(new URL("../../target/screenshots", import.meta.url));
const HEIGHTS = { 360: 780, 390: 844, 1024: 768, 1440: 900, 2560: 1440 };
const WASM = /_bg\.wasm$/;
// A program of the reader's own that fails.
const FAILING = `import asyncio


async def divide(a, b):
    await asyncio.sleep(1)
    return a / b


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(divide(1, 2), name="half")
        group.create_task(divide(1, 0), name="nothing")


asyncio.run(main())
`;

const KITCHEN = `import asyncio
import time


async def waiter(orders):
    for dish in ("soup", "fish", "cake"):
        await orders.put(dish)
        print("ordered", dish)


async def cook(orders):
    while True:
        dish = await orders.get()
        time.sleep(0.5)
        await asyncio.sleep(1)
        print("ready:", dish)
        orders.task_done()


async def main():
    orders = asyncio.Queue(1)
    ann = asyncio.create_task(cook(orders), name="Ann")
    await asyncio.create_task(waiter(orders), name="Bob")
    await orders.join()
    ann.cancel()


asyncio.run(main())
`;
const draft = (text) => (page) => page.addInitScript((text) => localStorage.setItem("loopline.draft.program", text), text);

// What a state needs beside its route: `before` the page is opened, and `then`. `starts: false` is one in which the
// page never takes the place of the shell.
const STATES = {
  front: { route: "#/" },
  "front-search": { route: "#/", then: (page) => page.locator("#search").fill("gather") },
  "front-empty": { route: "#/", then: (page) => page.locator("#search").fill("no such thing") },
  "demo-empty": { route: "#/demo/gather" },
  "demo-errands": { route: "#/demo/errands?variant=concurrent", then: seek(0.4) },
  "demo-bounded-queue": { route: "#/demo/bounded-queue", then: seek(0.6) },
  "demo-cancel": { route: "#/demo/cancel", then: seek(0.8) },
  comparison: { route: "#/demo/errands?variant=all", then: seek(0.5) },
  inspector: {
    route: "#/demo/bounded-queue",
    then: async (page) => {
      await seek(0.6)(page);
      // Beside the console where there is room, else a tab.
      const tab = page.getByRole("button", { name: /^(Inspector|Инспектор)$/ });
      if (await tab.count()) {
        await tab.click();
        await tab.scrollIntoViewIfNeeded();
      }
    },
  },
  large: { route: "#/demo/many?tasks=1000", then: seek(0.5) },
  "python-empty": { route: "#/python" },
  "python-run": { route: "#/python", before: draft(KITCHEN), then: seek(0.5) },
  "python-hints": { route: "#/python/errands.sequential", then: seek(0.4) },
  "python-error": {
    route: "#/python",
    before: draft(FAILING),
    then: seek(1),
  },
  "demo-in-python": { route: "#/demo/aiohttp-client?variant=together" },
  "demo-in-python-run": { route: "#/demo/chat", then: seek(0.6) },
  "demo-in-python-served": { route: "#/demo/aiohttp-server", then: seek(0.8) },
  "python-asks": { route: "#/python", before: draft('name = input("Name? ")\nprint("Hello,", name)\n'), then: asks },
  "python-live": { route: "#/python", before: draft(KITCHEN), then: live },
  table: { route: "#/compare/go" },
  glossary: { route: "#/glossary" },
  "error-unknown": { route: "#/demo/no-such-demo" },
  "error-refused": { route: "#/demo/bounded-queue?items=1000000&room=many" },
  "error-panic": {
    route: "#/demo/gather",
    then: (page) => page.evaluate(() => globalThis.loopline.panicked("a broken invariant", "src/lib.rs:1:1")),
  },
  "error-load": { route: "#/demo/gather", starts: false, before: (page) => page.route(WASM, (route) => route.abort()) },
  loading: { route: "#/demo/gather", starts: false, before: (page) => page.route(WASM, () => {}) },
};

// Runs the demo on the spot, then a click on the ruler, at a part of its width from 0 to 1.
function seek(part) {
  return async (page) => {
    await page.locator("h1").waitFor();
    if (await page.locator(".timeline canvas").count()) {
      // Programs in Python run at once anyway.
      const inPython = await page.locator(".python-pane").count();
      if (!inPython) await page.keyboard.press("l");
      await page.keyboard.press("r");
      await page.locator(".console-line, .console-end, [role=tree]").first().waitFor({ state: "attached" });
    }
    const canvas = page.locator(".timeline canvas, .comparison canvas").first();
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    await page.mouse.click(box.x + box.width * part, box.y + 8);
    await page.evaluate(() => scrollTo(0, 0));
  };
}

// A run that has come to where the program reads a line.
async function asks(page) {
  await page.locator("h1").waitFor();
  await page.keyboard.press("r");
  await page.locator(".console-input input").waitFor({ state: "attached" });
}

// A live run, a second after its beginning.
async function live(page) {
  await page.locator("h1").waitFor();
  await page.keyboard.press("l");
  await page.keyboard.press("r");
  await page.locator(".console-line").first().waitFor({ state: "attached" });
  await page.waitForTimeout(1000);
  await page.keyboard.press(" ");
}

const several = { type: "string", multiple: true };
const { values } = parseArgs({
  options: { state: several, route: several, width: several, theme: several, lang: several, full: { type: "boolean" } },
});
const routes = (values.route ?? []).map((route) => [route.replace(/^#\/?/, "").replace(/[^\w=.-]+/g, "_") || "front", { route }]);
const states = values.state || !values.route ? Object.entries(STATES).filter(([name]) => !values.state || values.state.includes(name)) : [];
const widths = (values.width ?? [1440, 1024, 390]).map(Number);
const themes = values.theme ?? ["light", "dark"];
const languages = values.lang ?? ["en", "ru"];

const site = await open();
if (!values.route && !values.state) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
let troubled = 0;
for (const [state, { route, starts = true, before, then }] of [...routes, ...states]) {
  for (const width of widths) {
    for (const theme of themes) {
      for (const language of languages) {
        const page = await site.newPage({ viewport: { width, height: HEIGHTS[width] ?? 900 }, reducedMotion: "reduce" });
        await page.addInitScript(
          ([language, theme]) => {
            localStorage.setItem("loopline.lang", language);
            localStorage.setItem("loopline.theme", theme);
          },
          [language, theme],
        );
        await before?.(page);
        await page.goto(`${site.address}${route}`);
        if (starts) await started(page);
        await then?.(page);
        // Long enough for what is drawn after data came, as the miniatures of the cards are.
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(FOLDER, `${state}-${width}-${theme}-${language}.png`), fullPage: Boolean(values.full) });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) page.problems.push(`${wide} px wider than the window`);
        // A state that aborts its own download is told so by the browser.
        const problems = page.problems.filter((problem) => starts || !/failed:|ERR_FAILED/.test(problem));
        for (const problem of problems) console.log(`${state} ${width} ${theme} ${language}: ${problem}`);
        troubled += problems.length ? 1 : 0;
        await page.context().close();
      }
    }
  }
}
await site.close();
console.log(`Pictures are in ${FOLDER}${troubled ? `; ${troubled} with problems, listed above` : ""}`);
