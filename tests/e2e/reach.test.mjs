// Whoever reads it, with whatever: widths from 360 to 2560 px, zoom, forced colours, no motion, a screen reader; axe over
// pages and error states in both languages, both themes and three widths.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const WIDTHS = [360, 390, 768, 1024, 1440, 2560];
const PAGES = ["#/", "#/demo/gather", "#/demo/errands?variant=all", "#/compare/languages", "#/glossary"];
const LANGUAGES = { "en-US": ["Exact", "Run", "To the end"], "ru-RU": ["Точно", "Пуск", "В конец"] };

/// Runs the demo that is shown, at once, and stands at its end.
const run = async (page, [exact, run, end] = LANGUAGES["en-US"]) => {
  await page.getByRole("button", { name: exact, exact: true }).click();
  await page.getByRole("button", { name: run, exact: true }).click();
  await page.locator(".figures dd").first().waitFor();
  await page.getByRole("button", { name: end, exact: true }).click();
};
/// What sticks out of the window to the side, outside of what scrolls by itself.
const sticksOut = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide <= 0) return [];
    const out = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1);
    return [`${wide} px: ${out.slice(0, 3).map((e) => `${e.localName}.${e.className.baseVal ?? e.className}`).join(", ")}`];
  });

describe("reach", () => {
  test("no page scrolls sideways, from 360 to 2560 px, before and after a run, in both languages", async () => {
    for (const [locale, words] of Object.entries(LANGUAGES)) {
      const page = await site.newPage({ locale });
      for (const hash of PAGES) {
        await page.start(hash);
        for (const ran of [false, true]) {
          if (ran && !hash.includes("gather")) continue;
          if (ran) await run(page, words);
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 900 });
            await shows(() => sticksOut(page), [], `${locale} ${hash} ${width}`);
          }
        }
      }
      await assertClean(page);
      await page.context().close();
    }
  });

  test("at 200 % zoom everything is there and works", async () => {
    // What a window of 1440 x 900 has at 200 %.
    const page = await site.newPage({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });
    for (const hash of PAGES) {
      await page.start(hash);
      await shows(() => sticksOut(page), [], hash);
    }
    await page.start("#/demo/gather");
    await run(page);
    for (const [tab, content] of [["Events", "#events"], ["Inspector", ".inspector"], ["Code", ".code"], ["Console", "#console"]]) {
      await page.getByRole("button", { name: tab, exact: true }).click();
      await page.locator(content).first().scrollIntoViewIfNeeded();
      await eventually(() => page.locator(content).first().isVisible(), tab);
    }
    await page.getByRole("button", { name: "Catalogue" }).click();
    await page.locator(".catalogue").getByRole("link", { name: "A future", exact: false }).first().click();
    await page.getByRole("heading", { level: 1, name: /future/i }).waitFor();
    await assertClean(page);
    await page.context().close();
  });

  test("in forced colours the focus, what is chosen and what is lit can be told", async () => {
    const page = await site.newPage({ forcedColors: "active" });
    await page.start("#/demo/gather");
    await run(page);
    const look = (locator) => locator.evaluate((e) => {
      const { outlineStyle, outlineWidth, borderTopStyle, borderTopColor, color, backgroundColor } = getComputedStyle(e);
      return { outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth), border: borderTopStyle, borderTopColor, color, backgroundColor };
    });
    const chosen = await look(page.locator('.segments button[aria-pressed="true"]').first());
    const other = await look(page.locator('.segments button[aria-pressed="false"]').first());
    assert.ok(chosen.outline > 0 && other.outline === 0, "the chosen segment has a frame of its own");
    await eventually(async () => (await look(page.locator(".catalogue a.current"))).outline > 0, "so has the demo that is shown");
    assert.notEqual((await look(page.locator("#run"))).border, "none", "a button is framed");
    // The picture is drawn for the system's background, whatever theme the reader has chosen for the page.
    await page.emulateMedia({ colorScheme: "dark" });
    const brightest = () =>
      page.locator(".timeline canvas").evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.reduce((most, value, i) => (i % 4 < 3 && data[i - (i % 4) + 3] > 200 ? Math.max(most, value) : most), 0);
      });
    await page.getByRole("button", { name: /colours|theme/i }).click();
    await shows(() => page.locator("html").getAttribute("data-theme"), "light");
    await page.waitForFunction(() => matchMedia("(prefers-color-scheme: dark)").matches);
    await eventually(async () => (await brightest()) > 180, "light lines on black");
    await page.emulateMedia({ colorScheme: "light" });
    // Every stop of the focus shows it, on itself or on what it draws.
    const seen = new Set();
    for (let i = 0; i < 25; i++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const e = document.activeElement;
        const shows = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        return { name: e.getAttribute("aria-label") ?? e.textContent.slice(0, 30), shows: shows(getComputedStyle(e)) || shows(getComputedStyle(e, "::after")) };
      });
      assert.ok(stop.shows, `the focus is seen on ${stop.name}`);
      seen.add(stop.name);
    }
    assert.ok(seen.size > 15, "the focus goes on");
    await assertAccessible(page);
    await assertClean(page);
    await page.context().close();
  });

  test("where no motion is wanted nothing plays by itself", async () => {
    const page = await site.newPage({ reducedMotion: "reduce" });
    await page.start("#/");
    const pixels = () => page.locator(".hero-runs canvas").evaluate((canvas) => canvas.toDataURL());
    await page.locator(".hero-runs canvas").waitFor();
    await page.waitForTimeout(700);
    const before = await pixels();
    await page.waitForTimeout(700);
    await shows(() => pixels(), before, "the front page stands still");
    await shows(() => page.getByRole("button", { name: "Pause" }).count(), 0);

    await page.start("#/demo/gather");
    await page.getByRole("button", { name: "Exact" }).click();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator(".figures dd").first().waitFor();
    const sentence = await page.locator(".sentence").textContent();
    await page.waitForTimeout(500);
    await shows(() => page.locator(".sentence").textContent(), sentence, "a run that is over is not played");
    await shows(() => page.getByRole("button", { name: "Pause" }).count(), 0);
    const moving = await page.evaluate(() => document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 0).length);
    assert.equal(moving, 0, "nor is anything else moved");
    await assertClean(page);
    await page.context().close();
  });

  test("a step is one sentence to a screen reader, said politely, in the reader's language", async () => {
    for (const [locale, words] of Object.entries(LANGUAGES)) {
      const page = await site.newPage({ locale });
      await page.start("#/demo/gather");
      await run(page, words);
      await page.keyboard.press("Home");
      // All that live regions say, by region.
      await page.evaluate(() => {
        globalThis.said = [];
        const regions = document.querySelectorAll('[aria-live="polite"], [aria-live="assertive"], [role="alert"], [role="status"], [role="log"]:not([aria-live="off"])');
        for (const region of regions) {
          new MutationObserver(() => globalThis.said.push([region.className, region.textContent.trim()])).observe(region, { subtree: true, childList: true, characterData: true });
        }
      });
      const steps = 12;
      for (let i = 0; i < steps; i++) {
        await page.keyboard.press("ArrowRight");
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      }
      const said = await page.evaluate(() => globalThis.said);
      const sentences = said.filter(([region]) => region === "sentence").map(([, text]) => text);
      assert.ok(sentences.length > 0 && sentences.length <= steps, `${sentences.length} sentences for ${steps} steps`);
      for (const text of sentences) {
        assert.match(text, /^\S[^.]*([.:;]\S*[^.]*)*[.!»]$/, text);
        if (locale === "ru-RU") assert.match(text, /[а-я]/i, text);
      }
      await page.context().close();
    }
  });

  test("landmarks and headings lead through every page", async () => {
    const page = await site.newPage();
    for (const hash of PAGES) {
      await page.start(hash);
      const found = await page.evaluate(() => {
        const shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() || e.className === "unseen");
        const levels = shown("h1, h2, h3, h4").map((e) => Number(e.localName[1]));
        return {
          main: shown("main").length,
          banner: shown("header").length,
          ones: levels.filter((level) => level === 1).length,
          jumps: shown("main h1, main h2, main h3, main h4").map((e) => Number(e.localName[1])).filter((level, i, all) => i > 0 && level > all[i - 1] + 1).length,
          lang: document.documentElement.lang,
          named: [...document.querySelectorAll("nav")].every((e) => e.hasAttribute("aria-label") || e.hasAttribute("aria-labelledby")),
        };
      });
      assert.deepEqual(found, { main: 1, banner: 1, ones: 1, jumps: 0, lang: "en", named: true }, hash);
    }
    await page.context().close();
  });
});

// In one page of one browser for each language: 3 widths x 2 themes x pages and error states.
for (const [locale, words] of Object.entries(LANGUAGES)) {
  test(`axe finds nothing in pages and error states, both themes, three widths, ${locale}`, { timeout: 300_000 }, async () => {
    const page = await site.newPage({ locale });
    const STATES = {
      "#/": null,
      "#/demo/errands?variant=all": null,
      "#/demo/gather": () => run(page, words),
      "#/demo/bounded-queue": () => run(page, words),
      "#/demo/cancel": () => run(page, words),
      "#/demo/no-such-demo": null,
      "#/demo/gather?a=no": null,
      "#/demo/hello": () => page.evaluate(() => globalThis.loopline.panicked("a broken invariant", "src/lib.rs:1:1")),
    };
    for (const [hash, then] of Object.entries(STATES)) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto("about:blank");
      await page.start(hash);
      if (then) await then();
      if (hash.endsWith("hello")) await page.locator("#banner button").first().waitFor();
      for (const width of [1440, 1024, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          // Colours fade into each other: they are looked at when they have changed.
          await page.evaluate(async () => {
            const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            await frame();
            // What is not laid out, since it is far below the screen, has finished and is told of for ever.
            while (document.getAnimations().some(({ playState }) => playState !== "finished")) await frame();
          });
          await assertAccessible(page).catch((error) => {
            throw new Error(`${hash} ${width} ${colorScheme}: ${error.message}`);
          });
        }
      }
    }
    await assertClean(page, [/panicked|loopline stopped/i]);
    await page.context().close();
  });
}
