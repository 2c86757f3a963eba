// The memory of ten frames on a page of a course, none of them touched: what the browser's processes of pages have beyond what
// they have for the page without frames; in a window in which two are in sight, in one that shows all, and in one through which a
// reader has scrolled to the last. One JSON object each. On Linux, which tells what is a process's own.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { open } from "../e2e/browser.mjs";

const FRAMES = 10;
// Demos and programs in turn, as a course has them.
const PROGRAMS = ["#/demo/gather", "#/python/gather", "#/demo/bounded-queue", "#/python"];

const site = await open();
const course = createServer((request, response) => {
  const count = Number(new URL(request.url, "http://course").searchParams.get("frames"));
  const frame = (_, at) =>
    `<iframe src="${site.address}?embed=1${PROGRAMS[at % PROGRAMS.length]}" title="program" width="900" height="520" sandbox="allow-scripts allow-same-origin"></iframe>`;
  response.writeHead(200, { "content-type": "text/html" });
  response.end(`<!doctype html><html lang="en"><title>Course</title>${Array.from({ length: count }, frame).join("")}`);
});
await new Promise((listening) => course.listen(0, "127.0.0.1", listening));

/// The memory of all processes of pages, in MB: what several share counts by its share.
const debug = await site.browser.newBrowserCDPSession();
const memory = async () => {
  const { processInfo } = await debug.send("SystemInfo.getProcessInfo");
  const rollups = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => readFile(`/proc/${id}/smaps_rollup`, "utf8"));
  const sizes = (await Promise.all(rollups)).map((text) => Number(/^Pss: +(\d+)/m.exec(text)[1]));
  return sizes.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
};

/// `seen` of the frames are in sight, or come there one after the other: the others make no page.
const measure = async (frames, height, seen) => {
  const context = await site.browser.newContext({ viewport: { width: 1200, height } });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${course.address().port}/?frames=${frames}`);
  for (let at = 0; at < seen; at += 1) {
    await page.locator("iframe").nth(at).scrollIntoViewIfNeeded();
    await page.locator("iframe").nth(at).contentFrame().locator(".embed-bar").waitFor({ timeout: 60_000 });
  }
  await page.waitForTimeout(5000);
  const took = await memory();
  await context.close();
  return took;
};
for (const [what, height, seen] of [["two in sight", 900, 2], ["all in sight", 6000, FRAMES], ["all scrolled through", 900, FRAMES]]) {
  const [without, beside] = [await measure(0, height, 0), await measure(FRAMES, height, seen)];
  console.log(JSON.stringify({ figure: `${FRAMES} frames, none touched, ${what}: memory`, value: Math.round(beside - without), unit: "MB" }));
}
course.closeAllConnections();
course.close();
await site.close();
