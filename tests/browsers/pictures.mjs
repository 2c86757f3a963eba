// Pictures of the page in all three browsers, for people to look at side by side: target/screenshots/browsers. Options, each
// several times: `--browser webkit --state python --width 390 --theme dark --lang ru`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { serve } from "../../static/build/serve.mjs";
import { openChromium, openFirefox } from "./puppeteer.mjs";
import { Visit } from "./visit.mjs";
import { openWebKit } from "./webkit.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const FOLDER = root("target/screenshots/browsers");
const BROWSERS = { chromium: openChromium, firefox: openFirefox, webkit: openWebKit };
const HEIGHTS = { 390: 844 };

// Runs what is shown at once, by the keys.
const ran = async (reader) => {
  await reader.click("#run");
  await reader.ended();
  await reader.press("End");
};
const STATES = {
  front: ["#/"],
  search: ["#/", async (reader) => {
    await reader.click("#search");
    await reader.type("gath");
  }],
  demo: ["#/demo/bounded-queue", async (reader) => {
    await reader.press("l");
    await ran(reader);
  }],
  python: ["#/python", async (reader) => {
    await reader.ready();
    await ran(reader);
  }],
  share: ["#/python", async (reader) => {
    await reader.ready();
    await reader.click(".plain-button.share");
    await reader.until(() => !!document.querySelector("#share-link")?.value);
  }],
  file: ["#/python", async (reader) => {
    await reader.ready();
    await reader.click(".file-button");
  }],
  hosts: ["#/demo/aiohttp-server", async (reader) => {
    await reader.ready();
    await reader.click(".hosts-button");
  }],
  table: ["#/compare/go"],
  glossary: ["#/glossary"],
};

const several = { type: "string", multiple: true };
const { values } = parseArgs({ options: { browser: several, state: several, width: several, theme: several, lang: several } });
await mkdir(FOLDER, { recursive: true });
const site = await serve(root("dist"));
for (const name of values.browser ?? Object.keys(BROWSERS)) {
  const browser = await BROWSERS[name]();
  for (const width of (values.width ?? [1440, 390]).map(Number)) {
    const tab = await browser.newTab({ width, height: HEIGHTS[width] ?? 900 });
    for (const theme of values.theme ?? ["light", "dark"]) {
      for (const lang of values.lang ?? ["en", "ru"]) {
        for (const state of values.state ?? Object.keys(STATES)) {
          const [hash, act] = STATES[state];
          const reader = new Visit(tab);
          await tab.goto(`${site.address}icon.svg`);
          await tab.evaluate((theme, lang) => {
            localStorage.setItem("loopline.theme", theme);
            localStorage.setItem("loopline.lang", lang);
          }, [theme, lang]);
          const words = `${state}-${width}-${theme}-${lang}-${name}`;
          try {
            await reader.open(site.address + hash);
            await act?.(reader);
          } catch (error) {
            console.log(`${words}: ${error.message.split("\n")[0]}`);
          }
          // Long enough for what is drawn after data came.
          await wait(500);
          await tab.screenshot(join(FOLDER, `${words}.png`));
        }
      }
    }
    await tab.close();
  }
  await browser.close();
}
await site.close();
console.log(`Pictures are in ${FOLDER}`);
