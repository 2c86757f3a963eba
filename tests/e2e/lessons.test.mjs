// The lessons as pages of plain HTML: for search engines, previews of links, and readers without scripts.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertClean, DIST, open, started } from "./browser.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const WORDS = {
  en: { file: "bounded-queue.html", run: "Run it and watch", other: "Русский", otherFile: "bounded-queue.ru.html" },
  ru: { file: "bounded-queue.ru.html", run: "Запустить и посмотреть", other: "English", otherFile: "bounded-queue.html" },
};
const property = (page, name) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");

describe("lessons", () => {
  for (const [language, words] of Object.entries(WORDS)) {
    test(`a lesson is read without scripts, and leads to the demo that runs: ${language}`, async () => {
      const plain = await site.newPage({ javaScriptEnabled: false });
      await plain.goto(`${site.address}lessons/${words.file}`);
      assert.equal(await plain.locator("html").getAttribute("lang"), language);
      const title = await plain.locator("h1").textContent();
      assert.equal(await plain.title(), `${title} · Loopline`);
      assert.ok((await plain.locator(".lesson-about").textContent()).length > 80);
      assert.match(await plain.locator("pre").textContent(), /^import asyncio$/m);
      assert.ok(await plain.getByRole("img").isVisible(), "the picture of the run");
      const colours = await plain.locator("figure rect").first().evaluate((rect) => getComputedStyle(rect).fill);
      assert.notEqual(colours, "rgb(0, 0, 0)");
      await plain.getByRole("link", { name: words.other }).click();
      assert.equal(await plain.locator("html").getAttribute("lang"), language === "en" ? "ru" : "en");
      const page = await site.newPage();
      await page.goto(`${site.address}lessons/${words.file}`);
      await assertAccessible(page);
      await page.getByRole("link", { name: words.run }).click();
      await started(page);
      assert.match(page.url(), /#\/demo\/bounded-queue$/);
      await assertClean(page);
    });
  }

  test("a link to a lesson has a card of its own, in the size that networks ask for", async () => {
    const page = await site.newPage();
    await page.goto(`${site.address}lessons/bounded-queue.ru.html`);
    assert.equal(await property(page, "title"), await page.locator("h1").textContent());
    assert.ok((await property(page, "description")).length > 80);
    const card = await (await fetch(new URL(await property(page, "image"), page.url()))).arrayBuffer();
    const header = new DataView(card);
    assert.deepEqual([header.getUint32(16), header.getUint32(20)], [1200, 630]);
    assert.ok(card.byteLength > 10_000 && card.byteLength < 300_000, `${card.byteLength} bytes`);
    await assertClean(page);
  });

  test("every demo has its lesson in both languages, from the list of all, none wider than a phone", async () => {
    const page = await site.newPage({ viewport: { width: 360, height: 740 } });
    for (const list of ["index.html", "index.ru.html"]) {
      await page.goto(`${site.address}lessons/${list}`);
      await assertAccessible(page);
      const links = await page.locator("dt a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      const demos = Object.keys(JSON.parse(/<script type="application\/json" id="previews">(.*?)<\/script>/.exec(readFileSync(join(DIST, "index.html"), "utf8"))[1]));
      assert.deepEqual(links.map((link) => link.split(".")[0]).sort(), demos.sort());
      for (const link of links.slice(0, 12)) {
        await page.goto(`${site.address}lessons/${link}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, link);
      }
    }
    await assertClean(page);
  });

  test("where the address of the page is known, cards and a sitemap name it", () => {
    const folder = mkdtempSync(join(tmpdir(), "loopline-lessons-"));
    try {
      for (const name of readdirSync(DIST).filter((name) => /^(index\.html|style-|demos)/.test(name))) cpSync(join(DIST, name), join(folder, name), { recursive: true });
      const script = new URL("../../static/build/lesson-pages.mjs", import.meta.url);
      const environment = { ...process.env, TRUNK_STAGING_DIR: folder, LOOPLINE_ADDRESS: "https://example.org/loopline" };
      execFileSync(process.execPath, [script.pathname], { env: environment });
      const lesson = readFileSync(join(folder, "lessons/gather.html"), "utf8");
      assert.ok(lesson.includes('<meta property="og:image" content="https://example.org/loopline/lessons/gather.en.png">'));
      assert.ok(lesson.includes('<link rel="canonical" href="https://example.org/loopline/lessons/gather.html">'));
      const sitemap = readFileSync(join(folder, "sitemap.txt"), "utf8").trim().split("\n");
      assert.ok(sitemap.includes("https://example.org/loopline/lessons/gather.ru.html"));
      assert.ok(!existsSync(join(DIST, "sitemap.txt")), "without an address there is none");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
