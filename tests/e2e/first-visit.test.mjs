// A first visit: the front page is there to be read and used before any program has come, and the page takes its place
// without a jump.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows, sign, started } from "./browser.mjs";
import { chapters } from "./catalogue.mjs";

const PROGRAM = "**/main-*_bg.wasm";
const TITLES = { "en-US": "See what async code does", "ru-RU": "Увидеть, что делает асинхронный код" };

let site;
before(async () => (site = await open()));
after(() => site.close());

/// A page at the front page whose program does not come before `release` is called. Scripts of the test see how far the
/// layout shifts.
const held = async (options = {}, hash = "") => {
  const page = await site.newPage(options);
  let release;
  const let_go = new Promise((done) => (release = done));
  await page.route(PROGRAM, async (route) => {
    await let_go;
    await route.continue();
  });
  await page.addInitScript(() => {
    globalThis.shifts = [];
    const moved = ({ sources }) => sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 200));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifts.push([entry.value, ...moved(entry)]);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${site.address}${hash}`);
  return { page, release };
};
const shifts = (page) => page.evaluate(() => globalThis.shifts);
const close = async (page) => {
  await assertClean(page);
  await page.context().close();
};

describe("a first visit", () => {
  test("finds the front page whole before the program has come, in both languages", async () => {
    for (const [locale, title] of Object.entries(TITLES)) {
      const { page, release } = await held({ locale });
      await page.getByRole("heading", { name: title }).waitFor();
      await shows(() => page.locator("#front .card:visible").count(), Object.values(chapters).flat().length);
      await eventually(async () => (await page.locator("#front .miniature path:visible").count()) > 100);
      await shows(() => page.locator("#front .comparison-frame svg:visible").count(), 1);
      await shows(() => page.locator(".shell:visible").count(), 0);
      await assertAccessible(page);
      release();
      await started(page);
      await close(page);
    }
  });

  for (const [width, height] of [[1440, 900], [1024, 800], [768, 1024], [390, 844], [360, 780]]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`sees nothing move when the page comes: ${width} px, ${colorScheme}`, async () => {
        for (const locale of Object.keys(TITLES)) {
          const { page, release } = await held({ locale, colorScheme, viewport: { width, height } });
          await page.locator("#front .card").first().waitFor();
          const places = () =>
            page.evaluate(() => [...document.querySelectorAll("h1, .hero-words p, .hero-buttons, .hero-runs, .front-bar, .card, .chapter-title")].filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => [one.matches(".hero-runs") ? "runs" : one.textContent.slice(0, 20), one.getBoundingClientRect()])
              // Chapters below the window are laid out when they come near: until then their height is an estimate.
              .filter(([, { y }]) => y < innerHeight)
              .map(([text, { x, y, width, height }]) => [text, ...[x, y, width, height].map(Math.round)].join(" ")));
          const before = await places();
          assert.ok(before.length > 1, `${before.length} places`);
          // The picture is the one that the page will draw: made for the room that it has, and not to another scale.
          const drawn = await page.locator("#front .comparison-frame svg:visible").evaluate((svg) => [svg.viewBox.baseVal, svg.getBoundingClientRect()].map(({ width, height }) => [width, height]));
          assert.ok(Math.abs(drawn[0][0] - drawn[1][0]) < 1 && drawn[0][1] === drawn[1][1], `${drawn[0]} for ${drawn[1]}`);
          release();
          await started(page);
          await shows(() => places(), before, `${locale}`);
          await shows(() => shifts(page), []);
          await close(page);
        }
      });
    }
  }

  test("reads on where it is: scrolled, with the focus on a card", async () => {
    const { page, release } = await held();
    const card = page.locator("#front a.card[href='#/demo/semaphore']");
    await card.focus();
    await page.evaluate(() => scrollTo(0, 900));
    const place = await page.evaluate(() => scrollY);
    assert.ok(place > 300, `${place}`);
    release();
    await started(page);
    await shows(() => page.evaluate(() => scrollY), place);
    await shows(() => page.evaluate(() => document.activeElement.getAttribute("href")), "#/demo/semaphore");
    await close(page);
  });

  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`reads on far down, where chapters above were never laid out by the page: ${width} px`, async () => {
      const { page, release } = await held({ viewport: { width, height } });
      await page.locator("#front .card").first().waitFor();
      for (let turned = 0; turned < 3000; turned += 300) {
        await page.mouse.wheel(0, 300);
        await page.waitForTimeout(60);
      }
      const topmost = () =>
        page.evaluate(() => {
          const top = (card) => Math.round(card.getBoundingClientRect().top);
          const card = [...document.querySelectorAll(".card")].find((one) => one.checkVisibility({ visibilityProperty: true }) && top(one) >= 0);
          return [scrollY, card.getAttribute("href"), top(card)].join(" ");
        });
      const before = await topmost();
      assert.ok(Number.parseInt(before, 10) > 2000, before);
      release();
      await started(page);
      await shows(() => topmost(), before, "in the moment the page comes");
      await page.waitForTimeout(300);
      await shows(() => topmost(), before, "once its chapters are laid out");
      await close(page);
    });
  }

  test("types into the search before the program comes, and finds", async () => {
    const { page, release } = await held();
    await page.locator("#front input[type=search]").pressSequentially("semaph");
    release();
    await started(page);
    await shows(() => page.locator("input[type=search]").inputValue(), "semaph");
    await eventually(async () => (await page.locator(".card").count()) < 10, "the cards are those that were searched for");
    await page.keyboard.type("ore");
    await shows(() => page.locator("input[type=search]").inputValue(), "semaphore");
    await close(page);
  });

  test("goes on typing where the caret is", async () => {
    const { page, release } = await held();
    await page.locator("#front input[type=search]").pressSequentially("semore");
    for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowLeft");
    release();
    await started(page);
    await page.keyboard.type("aph");
    await shows(() => page.locator("input[type=search]").inputValue(), "semaphore");
    await close(page);
  });

  test("presses a button before the program comes, and it is carried out", async () => {
    const { page, release } = await held();
    await page.getByRole("button", { name: "РУ, Русский" }).click();
    release();
    await page.getByRole("heading", { name: TITLES["ru-RU"] }).waitFor();
    await started(page);
    await close(page);
  });

  test("runs the comparison with the press that was made before the program came", async () => {
    const { page, release } = await held();
    await page.getByRole("button", { name: "Run all three" }).click();
    release();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await close(page);
  });

  test("presses a button without a pointer, as voice control does, and it is carried out", async () => {
    const page = await site.newPage();
    await page.goto(site.address);
    await page.locator("#front .hero-buttons button").first().evaluate((button) => button.click());
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await close(page);
  });

  test("goes to a demo by the address alone, and no longer sees the front page", async () => {
    const { page, release } = await held();
    await page.locator("#front .card").first().waitFor();
    await page.evaluate(() => (location.hash = "#/demo/gather"));
    await page.getByText("Loading").waitFor();
    await shows(() => page.locator("#front").count(), 0);
    release();
    await started(page);
    await close(page);
  });

  test("goes to a demo before the program comes, and gets it", async () => {
    const { page, release } = await held();
    await page.locator("#front a.card[href='#/demo/gather']").click();
    await page.getByText("Loading").waitFor();
    await shows(() => page.locator("#front").count(), 0);
    release();
    await started(page);
    await shows(() => page.locator(".demo-title, h1").first().isVisible(), true);
    await close(page);
  });

  test("at another address never shows the front page", async () => {
    const { page, release } = await held({}, "#/demo/gather");
    await page.getByText("Loading").waitFor();
    await shows(() => page.locator("#front").count(), 0);
    release();
    await started(page);
    await close(page);
  });

  test("without a program that ever comes is told so above what it reads", async () => {
    const page = await site.newPage();
    await page.route(PROGRAM, (route) => route.abort());
    await page.goto(site.address);
    await sign(page);
    const banner = page.getByRole("alert");
    await banner.waitFor();
    await eventually(() => banner.evaluate((one) => one.getBoundingClientRect().top < 100));
    await assertClean(page, [/ERR_FAILED/, /Failed to fetch/, /failed: .*main/]);
    await page.context().close();
  });

  test("starts no program for a reader who only reads, and has it fetched", async () => {
    const page = await site.newPage();
    const fetched = page.waitForRequest(PROGRAM);
    await page.goto(site.address);
    await fetched;
    await page.waitForTimeout(500);
    await shows(() => page.locator(".shell").count(), 1, "the program has not begun");
    await shows(() => page.getByRole("heading", { name: TITLES["en-US"] }).isVisible(), true);
    await sign(page);
    await started(page);
    await close(page);
  });

  test("has in the document what the page itself shows", async () => {
    const { page, release } = await held();
    const text = (id) => page.evaluate((id) => document.querySelector(id).textContent.replace(/\s+/g, " "), id);
    const before = await text("#front .chapters");
    const head = await text("#front .hero-words");
    release();
    await started(page);
    await shows(() => text("#app .chapters"), before);
    await shows(() => text("#app .hero-words"), head);
    await close(page);
  });
});
