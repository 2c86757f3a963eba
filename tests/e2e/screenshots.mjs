// Pictures of every state for people to look at, in target/screenshots: routes x widths x themes x languages.
// `make screenshots`, or `tests/tools/screenshots.sh --route '#/demo/gather' --width 390 --theme dark --lang ru`
// (each option may come several times; what is not named is taken whole). Nothing is compared.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { open, started } from "./browser.mjs";

const FOLDER = fileURLToPath(new URL("../../target/screenshots", import.meta.url));
const HEIGHTS = { 1440: 900, 1024: 768, 390: 844 };

const several = { type: "string", multiple: true };
const { values } = parseArgs({
  options: { route: several, width: several, theme: several, lang: several, full: { type: "boolean" } },
});
const site = await open();
const widths = (values.width ?? Object.keys(HEIGHTS)).map(Number);
const themes = values.theme ?? ["light", "dark"];
const languages = values.lang ?? ["en", "ru"];

// The front page, and whatever demos it links to: a new demo needs no line here.
async function routes() {
  const page = await site.newPage();
  await page.start("#/");
  const links = await page.$$eval("a[href^='#/demo/']", (all) => all.map((link) => link.getAttribute("href").split("?")[0]));
  await page.context().close();
  return ["#/", ...new Set(links)];
}

if (!values.route) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
let troubled = 0;
for (const route of values.route ?? (await routes())) {
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
        await page.goto(`${site.address}${route}`);
        await started(page);
        // Two frames: one to lay out, one to draw the canvas.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const name = route.replace(/^#\/?/, "").replace(/[^\w=.-]+/g, "_") || "front";
        const path = join(FOLDER, `${name}-${width}-${theme}-${language}.png`);
        await page.screenshot({ path, fullPage: Boolean(values.full) });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) page.problems.push(`${wide} px wider than the window`);
        for (const problem of page.problems) console.log(`${name} ${width} ${theme} ${language}: ${problem}`);
        troubled += page.problems.length ? 1 : 0;
        await page.context().close();
      }
    }
  }
}
await site.close();
console.log(`Pictures are in ${FOLDER}${troubled ? `; ${troubled} with problems, listed above` : ""}`);
