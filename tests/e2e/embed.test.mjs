// A program's page in a frame of another page, of another origin: still until it is touched, light until it is run, as wide as
// it is given, and spoken with by messages.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
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
/// Resolves when the still page has given way to the program's.
const started = (frame) => frame.locator("html:not([data-still]) #app .embed-bar").waitFor({ timeout: 20_000 });
/// A reader's first touch, which presses nothing.
const touch = async (frame) => {
  await frame.locator("#still .demo-head h1").click();
  await started(frame);
};
const isStill = (frame) => frame.locator("#still .embed-bar").waitFor({ timeout: 20_000 });
/// The names of the scripts and wasm that a frame has loaded.
const programs = (frame) =>
  frame.locator("html").evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /wasm|main-|editor\.js|worker/.test(name)));
/// The address of a link with a program, as the page makes it.
const link = (program, more = {}) => `#/python?link=1.${deflateRawSync(JSON.stringify({ by: "1.1", main: program, ...more })).toString("base64url")}`;
const wide = (frame) => frame.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);

test("a frame shows program and timeline without header and catalogue, has no engine before Run, and runs", async () => {
  const { page, framed: [frame], asked, problems } = await coursePage([{ address: at("embed=1", "#/python/gather") }]);
  await touch(frame);
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

test("a frame out of sight asks for nothing, and is still when the reader comes to it", async () => {
  const frames = [1, 2, 3, 4].map((number) => ({ address: at("embed=1", `#/demo/gather?a=${number}`) }));
  const { page, framed, problems } = await coursePage(frames, { viewport: { width: 1200, height: 700 } }, 1);
  const last = page.locator("iframe").last();
  const pages = () => performance.getEntriesByType("resource").filter(({ name }) => name.includes("frames/")).length;
  assert.equal(await framed[3].locator("html").evaluate(pages), 0);
  await last.scrollIntoViewIfNeeded();
  await isStill(framed[3]);
  assert.equal(await framed[3].locator("#param-a").inputValue(), "4");
  for (const frame of [framed[0], framed[3]]) assert.deepEqual(await programs(frame), []);
  assert.deepEqual(problems, []);
  await page.context().close();
});

/// Where the parts of the page stand and what they say.
const look = () => {
  const pressed = (part) => [...part.querySelectorAll('[aria-pressed="true"], input')].map((one) => one.value || one.textContent).join();
  const root = document.querySelector("#still") ?? document.querySelector("#app");
  const parts = [".demo-head h1", ".linked-keep", ".variants", ".param", ".code-pane .pane-head", ".file-tabs", ".python-status", ".transport-bar", ".timeline", ".minimap", ".explanation", ".output-pane", ".embed-bar a"];
  return parts.flatMap((part) => {
    const found = root.querySelector(part);
    const { x, y, width, height } = found?.getBoundingClientRect() ?? {};
    return found ? [{ part, place: [x, y, width, height].map(Math.round).join(), says: part === ".timeline" ? "" : found.innerText, pressed: pressed(found) }] : [];
  });
};
/// The lines of the program, of the text or the editor.
const written = () => {
  const root = document.querySelector("#still") ?? document.querySelector("#app");
  const inside = root.querySelector(".python-editor")?.shadowRoot ?? root;
  return [...inside.querySelectorAll(".code-line > code, .cm-line")].map(({ textContent }) => textContent).slice(0, 12);
};

const PROGRAM = 'import asyncio\n\n\nasync def main():\n    print("<img src=x onerror=alert(1)>")\n    await asyncio.sleep(1)\n\n\nasyncio.run(main())\n';
for (const width of [360, 900]) {
  test(`nothing moves and no word changes when the program of a frame takes over, at ${width} px`, async () => {
    const addresses = [
      at("embed=1", "#/demo/gather?a=2.5"),
      at("embed=1&lang=ru&theme=dark", "#/demo/errands?variant=concurrent"),
      at("embed=1", "#/python/gather"),
      at("embed=1&lang=ru", "#/demo/fastapi-add"),
      at("embed=timeline", "#/python/errands.parallel"),
      at("embed=console", "#/demo/gather"),
      at("embed=console&lang=ru", "#/python/gather"),
      at("embed=1", "#/python"),
      at("embed=1", link(PROGRAM, { files: [["util.py", ""], ["shop/a.py", ""]] })),
      at("embed=1&lang=en", link(PROGRAM, { lang: "ru", timing: "measured" }).replace("python?", "python/gather?")),
      at("embed=1", link(undefined, { timing: "exact", axis: "steps" }).replace("python?", "demo/gather?a=3&")),
    ];
    for (const address of addresses) {
      const { page, framed: [frame], problems } = await coursePage([{ address, width }]);
      await isStill(frame);
      assert.deepEqual(await programs(frame), [], address);
      const before = [await frame.locator("html").evaluate(look), await frame.locator("html").evaluate(written)];
      assert.ok(before[0].length > 5, address);
      await touch(frame);
      const after = () => frame.locator("html").evaluate(look);
      await shows(async () => [await after(), await frame.locator("html").evaluate(written)], before, address);
      assert.equal(await frame.locator(".figures dd").count(), 0, "a touch runs nothing");
      assert.deepEqual(problems, []);
      await page.context().close();
    }
  });
}

test("a program of a link is text and nothing else", async () => {
  const { page, framed: [frame], problems } = await coursePage([{ address: at("embed=1", link(PROGRAM)) }]);
  await isStill(frame);
  await shows(() => frame.locator(".still-text .code-line code").allTextContents(), PROGRAM.split("\n"));
  assert.equal(await frame.locator("#still img").count(), 0);
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("Run in a still page starts the page and runs; so does the button over the picture, and the key", async () => {
  const press = [
    (frame) => frame.locator("#still #run").click(),
    (frame) => frame.locator(".still-picture button").click(),
    async (frame, page) => {
      await frame.locator("#still #code").focus();
      await page.keyboard.press("r");
    },
  ];
  const { page, framed, problems } = await coursePage(press.map(() => ({ address: at("embed=1", "#/demo/hello") })));
  for (const [i, frame] of framed.entries()) {
    await press[i](frame, page);
    await started(frame);
    await frame.locator(".figures dd").first().waitFor();
    assert.equal(await frame.locator(".still-picture").count(), 0, "the picture is gone");
  }
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("the picture stays over the lanes of a page that has not run, and its button runs", async () => {
  const { page, framed: [frame], problems } = await coursePage([{ address: at("embed=timeline", "#/demo/hello") }]);
  await touch(frame);
  await frame.locator("#app .still-picture svg.miniature").waitFor();
  await frame.locator("#app .still-picture button").click();
  await frame.locator(".figures dd").first().waitFor();
  await frame.locator(".still-picture").waitFor({ state: "hidden" });
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("a keyboard comes to a still page, goes on in the started one, and what was pressed there is pressed", async () => {
  const { page, framed: [demo, program], problems } = await coursePage([
    { address: at("embed=1", "#/demo/hello") },
    { address: at("embed=1", "#/python/gather") },
  ]);
  await demo.locator("#still #param-delay").focus();
  await started(demo);
  await shows(() => demo.locator("html").evaluate(() => document.activeElement.id), "param-delay");
  await program.locator("#still .still-text").focus();
  await started(program);
  await shows(() => program.locator("html").evaluate(() => document.activeElement.className), "python-editor");
  await page.context().close();
  const { page: other, framed: [pressed] } = await coursePage([{ address: at("embed=1", "#/demo/hello") }]);
  await pressed.locator("#still").getByRole("button", { name: "Steps" }).click();
  await started(pressed);
  await shows(() => pressed.locator("#app").getByRole("button", { name: "Steps" }).getAttribute("aria-pressed"), "true");
  assert.deepEqual(problems, []);
  await other.context().close();
});

test("numbers that are set in a still page are those of the run, and the picture of another run is gone", async () => {
  const { page, framed: [frame], problems } = await coursePage([{ address: at("embed=1", "#/demo/gather") }]);
  const held = [];
  await page.route(/main-.*wasm/, (route) => held.push(route));
  await frame.locator("#still #param-c").fill("5");
  await eventually(() => held.length > 0, "the program is fetched");
  for (const route of held) await route.continue();
  await started(frame);
  await shows(() => frame.locator("#app #param-c").inputValue(), "5");
  await shows(() => frame.locator(".still-picture").count(), 0);
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("a program that does not come is told over the still page", async () => {
  const { page, framed: [frame] } = await coursePage([{ address: at("embed=1", "#/demo/hello") }]);
  await page.route(/main-.*wasm/, (route) => route.abort());
  await frame.locator("#still #run").click();
  await shows(() => frame.getByRole("alert").innerText(), /Loopline did not load/);
  const { y, height } = await frame.getByRole("alert").boundingBox();
  assert.ok(y + height < 600, "it is in sight");
  await page.context().close();
});

test("a mouse over a still page fetches its program and starts nothing", async () => {
  const { page, framed: [frame], asked } = await coursePage([{ address: at("embed=1", "#/demo/hello") }]);
  await frame.locator("#still .demo-head h1").hover();
  await eventually(() => asked.some((url) => /main-.*wasm/.test(url)), "it is fetched", 500);
  await page.waitForTimeout(300);
  assert.equal(await frame.locator("html").getAttribute("data-still"), "");
  await page.context().close();
});

test("what only the program can show starts at once: a damaged link, a draft of this device, an address of nothing", async () => {
  const { page, framed } = await coursePage([
    { address: at("embed=1", "#/python?link=1.AAAA") },
    { address: at("embed=1", "#/nothing") },
    { address: at("embed=1", "#/demo/gather?n=1") },
    { address: at("embed=1", "#/demo/gather?variant=all") },
  ]);
  for (const frame of framed) await started(frame);
  await shows(() => framed[0].locator(".notice").first().innerText(), /link/i);
  await shows(() => framed[1].locator("main").innerText(), /names no program/);
  await page.context().close();
  const own = await site.newPage();
  await own.goto(`${site.address}?embed=1#/python/gather`);
  await own.evaluate(() => localStorage.setItem("loopline.draft.gather", "print(1)\n"));
  await own.reload();
  await started(own);
  await shows(() => own.evaluate(written), ["print(1)", ""]);
  await assertClean(own);
});

for (const [kind, lang, theme] of [["1", "en", "light"], ["timeline", "ru", "dark"], ["console", "en", "dark"]]) {
  test(`a still page is accessible: embed=${kind}, ${lang}, ${theme}`, async () => {
    const page = await site.newPage();
    for (const hash of ["#/demo/gather", "#/python/gather", link(PROGRAM)]) {
      await page.goto("about:blank");
      await page.goto(`${site.address}?embed=${kind}&lang=${lang}&theme=${theme}${hash}`);
      await page.locator("#still .embed-bar").waitFor();
      await assertAccessible(page, { runOnly: ["wcag2a", "wcag2aa"] });
    }
    await assertClean(page);
  });
}

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
      await frame.locator("#still #run").click();
      await started(frame);
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
  await frame.locator("#still #run").click();
  await started(frame);
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
  // Nor does one start a still page.
  await isStill(deaf);
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
  await preview.locator("#still .still-text .code-line").first().waitFor();
  await page.getByRole("button", { name: "Timeline", exact: true }).click();
  await shows(() => page.locator("#frame-markup").inputValue(), /\?embed=timeline&amp;lang=en#/);
  await page.locator(".share-frame iframe").contentFrame().locator(".embed-bar").waitFor();
  await assertAccessible(page, { runOnly: ["wcag2a", "wcag2aa"] });
  const shown = page.locator(".share-frame iframe").contentFrame();
  await touch(shown);
  const way = shown.getByRole("link", { name: "Open in Loopline" });
  await eventually(async () => /#\/python\?link=1\./.test(await way.getAttribute("href")), "the link goes along");
  await assertClean(page);
});
