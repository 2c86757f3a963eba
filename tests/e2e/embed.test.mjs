// A program's page in a frame of another page, of another origin: light until it is run, as wide as it is given, and spoken
// with by messages.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { start as startAt } from "./python.mjs";

let site;
let course;
before(async () => {
  site = await open();
  course = createServer((request, response) => {
    const frames = JSON.parse(new URL(request.url, "http://course").searchParams.get("frames") ?? "[]");
    const one = ({ address, width }) =>
      `<iframe src="${address.replaceAll("&", "&amp;")}" title="program" width="${width ?? 900}" height="520" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`;
    response.writeHead(200, { "content-type": "text/html" });
    response.end(`<!doctype html><html lang="en"><title>Course</title><h1>Course</h1>${frames.map(one).join("")}
      <script>heard = []; addEventListener("message", ({ data, origin }) => heard.push({ ...data, origin }));</script>`);
  });
  await new Promise((listening) => course.listen(0, "127.0.0.1", listening));
});
after(async () => {
  course.closeAllConnections();
  await new Promise((closed) => course.close(closed));
  await site.close();
});

const origin = () => `http://127.0.0.1:${course.address().port}`;
/// A page of the course with these frames, and the requests that they make.
/// Frames out of sight make no page: all are in sight, or the first `seen` of them.
const coursePage = async (frames, options, seen = frames.length) => {
  const context = await site.browser.newContext({ viewport: { width: 1200, height: 1800 }, locale: "en-US", ...options });
  const page = await context.newPage();
  const asked = [];
  const problems = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(`${origin()}/?frames=${encodeURIComponent(JSON.stringify(frames))}`);
  const framed = frames.map((_, i) => page.locator("iframe").nth(i).contentFrame());
  for (const frame of framed.slice(0, seen)) await frame.locator(".embed-bar").waitFor({ timeout: 20_000 });
  return { page, framed, asked, problems };
};
const at = (query, hash) => `${site.address}?${query}${hash}`;
const wide = (frame) => frame.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);

test("a frame shows program and timeline without header and catalogue, has no engine before Run, and runs", async () => {
  const { page, framed: [frame], asked, problems } = await coursePage([{ address: at("embed=1", "#/python/gather") }]);
  await frame.locator(".python-editor .cm-content").waitFor();
  for (const gone of [".head", ".catalogue", ".output-pane", ".walk"]) assert.equal(await frame.locator(gone).count(), 0, gone);
  assert.ok(!asked.some((url) => /python\/worker|demos-.*wasm/.test(url)), "nothing of an engine");
  await frame.locator("#run").click();
  await frame.locator(".figures, .explanation").first().waitFor();
  await eventually(() => asked.some((url) => /python\/worker/.test(url)), "the engine comes with the run", 500);
  await eventually(async () => (await frame.locator("#run.stop-button").count()) === 0, "it has run", 1000);
  await frame.getByRole("button", { name: "To the end" }).click();
  assert.ok((await wide(frame)) <= 0);
  assert.equal(await frame.getByRole("link", { name: "Open in Loopline" }).getAttribute("href"), `${site.address}#/python/gather`);
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("a frame out of sight starts its program when the reader comes to it", async () => {
  const frames = [1, 2, 3, 4].map((number) => ({ address: at("embed=1", `#/demo/gather?n=${number}`) }));
  const { page, problems } = await coursePage(frames, { viewport: { width: 1200, height: 700 } }, 1);
  const last = page.locator("iframe").last();
  // Time in which it would start.
  await page.waitForTimeout(2000);
  const fetched = () => performance.getEntriesByType("resource").map(({ name }) => name);
  assert.deepEqual((await last.contentFrame().locator("html").evaluate(fetched)).filter((name) => name.includes("wasm")), []);
  await last.scrollIntoViewIfNeeded();
  await last.contentFrame().locator(".embed-bar").waitFor({ timeout: 20_000 });
  assert.deepEqual(problems, []);
});

for (const width of [360, 900]) {
  test(`timeline alone, with output and with the program fit ${width} px, in the language and colours of the address`, async () => {
    const { page, framed, problems } = await coursePage(
      [
        { address: at("embed=timeline&lang=ru&theme=dark", "#/demo/gather"), width },
        { address: at("embed=console&lang=ru", "#/demo/gather"), width },
        { address: at("embed=1&lang=ru&theme=light", "#/demo/gather"), width },
      ],
    );
    for (const frame of framed) {
      await frame.locator("#run").click();
      await frame.locator(".timeline canvas").waitFor();
      await shows(() => frame.locator(".embed-bar").innerText(), "Открыть в Loopline");
      await eventually(async () => (await wide(frame)) <= 0, "nothing is wider than the frame");
    }
    const [timeline, output, program] = framed;
    assert.deepEqual([await timeline.locator(".code-pane").count(), await timeline.locator(".output-pane").count()], [0, 0]);
    assert.deepEqual([await output.locator(".code-pane").count(), await output.locator(".output-pane").count()], [0, 1]);
    assert.ok(await program.locator(".code-pane").isVisible());
    await output.locator(".console-line").first().waitFor();
    const dark = await timeline.locator("html").evaluate((root) => root.dataset.theme);
    assert.equal(dark, "dark");
    assert.deepEqual(problems, []);
    await page.context().close();
  });
}

test("the page around that the address names hears how far the run is and sets the playhead; no other page does", async () => {
  const named = at(`embed=timeline&host=${encodeURIComponent(origin())}`, "#/demo/hello");
  const other = at("embed=timeline&host=https://elsewhere.example", "#/demo/hello");
  const { page, framed: [frame, deaf], problems } = await coursePage([{ address: named }, { address: other }]);
  await frame.locator("#run").click();
  const last = () => page.evaluate(() => heard.at(-1));
  await eventually(async () => (await last())?.phase === "ended", "the end is told", 500);
  const { events, origin: from, loopline } = await last();
  assert.deepEqual([from, loopline], [new URL(site.address).origin, 1]);
  assert.ok(events > 5, `${events}`);
  const say = (index, message) => page.evaluate(([index, message]) => frames[index].postMessage(message, "*"), [index, message]);
  await say(0, { loopline: 1, playhead: 3 });
  await eventually(async () => (await last()).playhead === 3, "the playhead is set");
  for (const message of [{ loopline: 9, playhead: 5 }, "text", { loopline: 1, playhead: "x" }, { loopline: 1, run: true }]) await say(0, message);
  await say(1, { loopline: 1, playhead: 3 });
  await page.waitForTimeout(300);
  assert.equal((await last()).playhead, 3);
  assert.equal(await deaf.locator(".figures dd").count(), 0, "no message runs a program");
  // The browser's own word on a message to a page that is not there.
  assert.deepEqual(problems.filter((text) => !/postMessage/.test(text)), []);
  await page.context().close();
});

test("the dialog gives a frame with its title and rights, shows it, and the frame leads to the whole page with what was changed", async () => {
  const page = await startAt(site, "#/python");
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByText("Frame for a page of your own").click();
  const markup = await page.locator("#frame-markup").inputValue();
  assert.match(markup, /^<iframe src="http[^"]+\?embed=1&amp;lang=en#\/python\?link=1\.[\w-]+" title="An async program and its timeline" width="100%" height="520" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"/);
  const preview = page.locator(".share-frame iframe").contentFrame();
  await preview.locator(".python-editor .cm-content").waitFor();
  await page.getByRole("button", { name: "Timeline", exact: true }).click();
  await shows(() => page.locator("#frame-markup").inputValue(), /\?embed=timeline&amp;lang=en#/);
  await page.locator(".share-frame iframe").contentFrame().locator(".embed-bar").waitFor();
  await assertAccessible(page, { runOnly: ["wcag2a", "wcag2aa"] });
  const way = page.locator(".share-frame iframe").contentFrame().getByRole("link", { name: "Open in Loopline" });
  await eventually(async () => /#\/python\?link=1\./.test(await way.getAttribute("href")), "the link goes along");
  await assertClean(page);
});
