// Runs side by side: on a demo's page and on the front page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const told = (page) => page.locator(".comparison li").allTextContents();

test("a demo's variants are compared with the parameters of the page, and the address keeps it", async () => {
  const page = await site.newPage();
  await page.start("#/demo/errands");
  await page.getByRole("button", { name: "Side by side" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".comparison li").length === 4);
  await shows(async () => (await told(page))[0], "One after another: 19.00\u00a0s, gain 1.0×");
  assert.match(page.url(), /variant=all/);
  await page.locator("#param-groceries").fill("10");
  await page.locator("#param-groceries").press("Enter");
  await page.waitForFunction(() => document.querySelector(".comparison li")?.textContent.includes("25.00\u00a0s"));
  await page.again();
  await page.waitForFunction(() => document.querySelector(".comparison li")?.textContent.includes("25.00\u00a0s"));
  await page.getByRole("button", { name: "Parallel" }).click();
  await page.locator(".timeline").waitFor();
  await assertClean(page);
});

test("the front page's three runs are drawn at once, play and pause", async () => {
  const page = await site.newPage();
  await page.start();
  await page.waitForFunction(() => document.querySelectorAll(".comparison li").length === 3);
  const colours = () =>
    page.locator(".hero-runs canvas").evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  await eventually(async () => (await colours()) > 10, "there is a picture");
  await page.getByRole("button", { name: "Run all three" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Run all three" }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".miniature rect").length > 100);
  await assertClean(page);
});

for (const [address, canvas] of [["#/", ".hero-runs canvas"], ["#/demo/gather", ".timeline canvas"]]) {
  test(`every change of the system's colours redraws a dense screen at its own pixels (${address})`, async () => {
    const page = await site.newPage({ deviceScaleFactor: 2, colorScheme: "light" });
    await page.start(address);
    const picture = page.locator(canvas);
    const pixels = () => picture.evaluate((canvas) => canvas.toDataURL());
    const sharp = () =>
      picture.evaluate((canvas) => canvas.width === Math.round(canvas.getBoundingClientRect().width * 2) && canvas.width > 600);
    if (address === "#/") await page.waitForFunction(() => document.querySelectorAll(".comparison li").length === 3);
    let light;
    const settled = async () => {
      const before = light;
      light = await pixels();
      await page.waitForTimeout(200);
      return light === before && (await sharp());
    };
    await eventually(settled, "drawn at two pixels a px");
    for (const colorScheme of ["dark", "light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const drawn = async () => ((await pixels()) === light) === (colorScheme === "light");
      await eventually(drawn, `drawn anew for ${colorScheme} colours`);
      await eventually(() => sharp(), `still at two pixels a px in ${colorScheme} colours`);
    }
    await assertClean(page);
    await page.context().close();
  });
}

test("the front page keeps its runs their room before they are drawn", async () => {
  for (const width of [1440, 900, 390]) {
    const page = await site.newPage({ viewport: { width, height: 900 } });
    await page.addInitScript(() => {
      globalThis.heights = [];
      const look = () => {
        const height = document.querySelector(".hero-runs")?.offsetHeight;
        if (height && globalThis.heights.at(-1) !== height) globalThis.heights.push(height);
        requestAnimationFrame(look);
      };
      look();
    });
    await page.start();
    await page.waitForFunction(() => document.querySelector(".hero-runs canvas")?.width > 300);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await shows(async () => (await page.evaluate(() => globalThis.heights)).length, 1, `at ${width} px`);
    await page.context().close();
  }
});

test("under reduced motion a comparison steps to its end and nothing plays", async () => {
  const page = await site.newPage({ reducedMotion: "reduce" });
  await page.start("#/demo/errands?variant=all");
  await page.waitForFunction(() => document.querySelectorAll(".comparison li").length === 4);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForFunction(() => document.querySelector('button[aria-label="One event forward"]')?.disabled);
  await page.getByRole("button", { name: "Play" }).waitFor();
  await assertClean(page);
});

for (const [scheme, locale, width] of [["light", "en-US", 1440], ["dark", "ru-RU", 390], ["dark", "en-US", 1024]]) {
  test(`axe finds nothing on a comparison: ${scheme}, ${locale}, ${width}`, async () => {
    const page = await site.newPage({ colorScheme: scheme, locale, viewport: { width, height: 900 } });
    await page.start("#/demo/blocking?variant=all");
    await page.waitForFunction(() => document.querySelectorAll(".comparison li").length === 2);
    await assertAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} px too wide`);
    await assertClean(page);
  });
}
