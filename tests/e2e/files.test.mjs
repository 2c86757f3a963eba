// Saving what is shown, opening what was saved, and the page on paper.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inflateSync } from "node:zlib";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const ended = (page) => page.waitForFunction(() => document.querySelector(".figures dd"), null, { timeout: 20_000 });
const lines = (page) => page.locator(".console-line").allTextContents();
/// Runs a demo at once, with the playhead at its end.
const run = async (page, hash) => {
  await page.start(hash);
  await page.getByRole("button", { name: /^(Exact|Точно)$/ }).click();
  await page.keyboard.press("r");
  await ended(page);
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelector("#run + .buttons button:nth-child(4)")?.disabled);
};
/// Saves by the menu: { name, bytes }.
const save = async (page, item, menu = /^File$/) => {
  await page.getByRole("button", { name: menu }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: item }).click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: await readFile(path), path };
};
const file = (name, content) => ({ name, mimeType: "application/json", buffer: Buffer.from(content) });
/// Opens a file by the menu's button.
const openByButton = async (page, what) => {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page
      .getByRole("button", { name: /^(File|Файл)$/ })
      .click()
      .then(() => page.getByRole("button", { name: /Open a record|Открыть запись/ }).first().click()),
  ]);
  await chooser.setFiles(what);
};
/// What a hand does that drags a file over the page and lets it go, or what remains of it.
const drag = (page, kinds, { name, buffer }) =>
  page.evaluate(
    ([kinds, name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type: "application/json" }));
      for (const kind of kinds) {
        const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer });
        document.querySelector("main").dispatchEvent(event);
      }
    },
    [kinds, name, buffer.toString()],
  );
/// Drops files and folders of this machine, as the browser itself does it.
const dropReally = async (page, files) => {
  const session = await page.context().newCDPSession(page);
  const at = { x: 300, y: 300, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, ...at });
  await session.detach();
};
const told = (page) => page.locator(".notice").innerText();
/// Width, height and how many colours a PNG of 8 bits a channel has.
const png = (bytes) => {
  assert.equal(bytes.toString("latin1", 1, 4), "PNG");
  const [width, height, channels] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[25] === 6 ? 4 : 3];
  const data = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT") data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(data));
  assert.equal(raw.length, height * (width * channels + 1));
  return { width, height, kinds: new Set(raw).size };
};

test("there is nothing to save before a run, and the menu says so", async () => {
  const page = await site.newPage();
  await page.start("#/demo/bounded-queue");
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByText("There is nothing to save yet. Run the demo first.").waitFor();
  const items = page.locator(".file-saves .file-item");
  await shows(() => items.count(), 9);
  for (const item of await items.all()) await eventually(() => item.isDisabled());
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await page.locator("#file-menu").waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement.getAttribute("popovertarget") === "file-menu");
  await page.start();
  await page.getByRole("button", { name: "File", exact: true }).click();
  await shows(() => page.locator(".file-item").count(), 1, "the front page opens files only");
  await assertClean(page);
});

test("the record is saved as JSON, for Chrome, and as texts", async () => {
  const page = await site.newPage();
  await run(page, "#/demo/bounded-queue?items=4");
  const record = await save(page, /Record, JSON/);
  assert.equal(record.name, "loopline-bounded-queue.json");
  const trace = JSON.parse(record.bytes);
  assert.deepEqual([trace.format, trace.program], ["loopline-trace", { id: "bounded-queue", args: { items: "4" } }]);
  assert.equal(trace.events.length, trace.end.events);
  const chrome = await save(page, /Chrome trace/);
  assert.equal(chrome.name, "loopline-bounded-queue-chrome.json");
  const { traceEvents } = JSON.parse(chrome.bytes);
  const threads = traceEvents.filter((event) => event.name === "thread_name").map((event) => event.args.name);
  assert.deepEqual(threads, ["event loop", "main", "producer", "consumer"]);
  assert.equal(traceEvents.filter((event) => event.ph === "B").length, traceEvents.filter((event) => event.ph === "E").length);
  const events = await save(page, /Events, text/);
  assert.equal(events.name, "loopline-bounded-queue-events.txt");
  assert.equal(events.bytes.toString().trimEnd().split("\n").length, trace.events.length + 1);
  const output = await save(page, /Output, text/);
  assert.equal(output.name, "loopline-bounded-queue-output.txt");
  assert.equal(output.bytes.toString().trimEnd().split("\n").length, (await lines(page)).length);
  await assertClean(page);
});

/// What a player makes of a film: its measures, its seconds, and how many of its pixels differ from those of its last moment
/// at some moments, in percent.
const played = async (bytes, moments) => {
  const player = await site.browser.newPage();
  const found = await player.evaluate(
    async ([film, moments]) => {
      const video = document.createElement("video");
      video.muted = true;
      const at = (moment) =>
        new Promise((resolve) => {
          video.addEventListener("seeked", () => resolve(pixels()), { once: true });
          video.currentTime = moment;
        });
      const pixels = () => {
        const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
        const pen = canvas.getContext("2d");
        pen.drawImage(video, 0, 0);
        return pen.getImageData(0, 0, canvas.width, canvas.height).data;
      };
      video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(film), (letter) => letter.charCodeAt(0))], { type: "video/webm" }));
      await new Promise((resolve, reject) => {
        video.addEventListener("loadeddata", resolve, { once: true });
        video.addEventListener("error", () => reject(new Error(video.error.message)), { once: true });
      });
      const last = await at(video.duration - 0.1);
      const differing = [];
      for (const moment of moments) {
        const some = await at(moment);
        let count = 0;
        for (let byte = 0; byte < some.length; byte += 4) count += Math.abs(some[byte] - last[byte]) > 24;
        differing.push((400 * count) / some.length);
      }
      return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration, differing };
    },
    [bytes.toString("base64"), moments],
  );
  await player.close();
  return found;
};

test("a film is saved, in which the playhead uncovers the run", async () => {
  const page = await site.newPage();
  await run(page, "#/demo/bounded-queue");
  const film = await save(page, /Video, WebM/);
  assert.equal(film.name, "loopline-bounded-queue.webm");
  const { width, height, seconds, differing } = await played(film.bytes, [0.3, 6, 11.4]);
  assert.deepEqual([width, height % 2, Math.round(seconds)], [1920, 0, 12]);
  assert.ok(differing[0] > differing[1] && differing[1] > 1, `more and more is uncovered: ${differing}`);
  assert.ok(differing[2] < 0.5, `in the end all of it: ${differing}`);
  await assertClean(page);
});

test("where the browser encodes no video, the page says what shows the same", async () => {
  const page = await site.newPage();
  await page.addInitScript(() => delete globalThis.VideoEncoder);
  await run(page, "#/demo/bounded-queue");
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByRole("button", { name: /Video, WebM/ }).click();
  await page.getByText("This browser makes no videos. A moving picture in SVG shows the same.").waitFor();
  await assertClean(page);
});

for (const scheme of ["light", "dark"]) {
  test(`the picture is saved whole, in the colours of now: ${scheme}`, async () => {
    const page = await site.newPage({ colorScheme: scheme });
    await run(page, "#/demo/bounded-queue");
    const svg = await save(page, /Picture, SVG/);
    assert.equal(svg.name, "loopline-bounded-queue.svg");
    const text = svg.bytes.toString();
    const parsed = await page.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      const words = [...root.querySelectorAll("text")].map((text) => text.textContent);
      return { name: root.nodeName, errors: root.querySelectorAll("parsererror").length, words, width: root.getAttribute("width") };
    }, text);
    assert.deepEqual([parsed.name, parsed.errors, parsed.width], ["svg", 0, "1200"]);
    for (const name of ["main", "producer", "consumer"]) assert.ok(parsed.words.includes(name), name);
    assert.ok(text.includes(scheme === "light" ? 'fill="#FFFFFF"' : 'fill="#16171A"'));
    const picture = await save(page, /Picture, PNG/);
    assert.equal(picture.name, "loopline-bounded-queue.png");
    const { width, height, kinds } = png(picture.bytes);
    const tall = Number(/height="(\d+)"/.exec(text)[1]);
    assert.deepEqual([width, height], [2400, tall * 2]);
    assert.ok(kinds > 20, "it is not blank");
    await assertClean(page);
  });
}

test("side by side, the picture of all runs is saved and the menu says why nothing else is", async () => {
  const page = await site.newPage();
  await page.start("#/demo/errands?variant=all");
  await page.waitForFunction(() => document.querySelectorAll(".comparison li").length === 4);
  const svg = await save(page, /Picture, SVG/);
  assert.equal(svg.name, "loopline-errands-all.svg");
  assert.match(svg.bytes.toString(), /One after another/);
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByText("Side by side, only the picture is saved.").waitFor();
  await eventually(() => page.getByRole("button", { name: /Record, JSON/ }).isDisabled());
  await assertClean(page);
});

test("a saved record opens again by the button: title, code, console and transport, and no clock to choose", async () => {
  const page = await site.newPage();
  await run(page, "#/demo/bounded-queue?items=4");
  const printed = await lines(page);
  const saved = await save(page, /Record, JSON/);
  await page.start();
  await openByButton(page, { name: "my record.json", mimeType: "application/json", buffer: saved.bytes });
  await page.getByRole("heading", { level: 1, name: "A bounded queue: back-pressure" }).waitFor();
  assert.match(page.url(), /#\/trace$/);
  await page.waitForFunction(() => /A bounded queue.*Loopline/.test(document.title));
  await shows(() => page.locator(".trace-facts").innerText(), /my record\.json.*events.*virtual clock.*items = 4/s);
  await shows(() => lines(page), printed);
  await eventually(async () => (await page.locator(".code-line").count()) > 10, "its code is there");
  await shows(() => page.getByRole("button", { name: "Live" }).count(), 0);
  await page.getByRole("button", { name: "To the start" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".console-line").length === 0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("l");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("100");
  await page.getByRole("button", { name: "Replay" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".console-line").length === n, printed.length);
  const again = await save(page, /Record, JSON/);
  assert.deepEqual([again.name, again.bytes.toString()], ["loopline-bounded-queue.json", saved.bytes.toString()]);
  await page.getByRole("link", { name: "Go to the demo" }).click();
  await page.waitForFunction(() => location.hash === "#/demo/bounded-queue?items=4");
  await page.goBack();
  await page.getByRole("button", { name: "Replay" }).waitFor();
  await shows(() => lines(page), printed, "coming back shows it again");
  await assertAccessible(page);
  await assertClean(page);
});

test("a file is dropped anywhere, and the page says so while it is above", async () => {
  const page = await site.newPage({ locale: "ru-RU" });
  await run(page, "#/demo/gather");
  const printed = await lines(page);
  const saved = await save(page, /Запись, JSON/, /^Файл$/);
  await page.start("#/demo/hello");
  const dropped = { name: saved.name, buffer: saved.bytes };
  await drag(page, ["dragenter", "dragover"], dropped);
  await page.getByText("Отпустите файл с записью или уроком здесь").waitFor();
  await drag(page, ["dragleave"], dropped);
  await page.locator(".drop").waitFor({ state: "detached" });
  await drag(page, ["dragenter", "dragover", "drop"], dropped);
  await page.getByRole("button", { name: "Повторить" }).waitFor();
  await shows(() => page.locator(".drop").count(), 0);
  await shows(() => lines(page), printed);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Первая корутина: hello, world" }).waitFor();
  await assertClean(page);
});

test("a text that is dragged is none of the page's business", async () => {
  const page = await site.newPage();
  await page.start();
  const prevented = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "hello");
    return !document.body.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer }));
  });
  assert.equal(prevented, false);
  await shows(() => page.locator(".drop").count(), 0);
});

const bad = [
  ["a photo.json", "\u0089PNG\r\n", /not a Loopline trace/, /не запись Loopline/],
  ["empty.json", "", /is empty: there is no record in it/, /пуст: записи в нём нет/],
  ["notes.json", "# not JSON at all", /not a Loopline trace/, /не запись Loopline/],
  ["chrome.json", '{"traceEvents":[]}', /not a Loopline trace/, /не запись Loopline/],
  ["later.json", '{"format":"loopline-trace","version":9}', /newer Loopline.*version 9.*up to \d\b/, /более новой версией.*формат 9.*до \d(?!\d)/],
  ["cut.json", (text) => text.slice(0, text.length / 2), /damaged: from line \d+, column \d+ .* cut off/, /повреждён: начиная со строки \d+, столбца \d+ .* обрезан/],
  ["edited.json", (text) => text.replace('"events":[[0,0,0,0,0]', '"events":[[0,0,0,0,99999]'), /damaged at event 1,.*there is no text 99999/s, /повреждён \(событие 1\).*there is no text 99999/s],
];

test("a file that cannot be shown is refused in words, in both languages, and nothing is lost", async () => {
  const page = await site.newPage();
  await run(page, "#/demo/hello");
  const texts = () => page.locator(".console-text").allTextContents();
  const printed = await texts();
  const saved = await save(page, /Record, JSON/);
  for (const [locale, column] of [["English", 2], ["Русский", 3]]) {
    await page.getByRole("button", { name: locale }).click();
    for (const [name, content, ...says] of bad) {
      const text = typeof content === "string" ? content : content(saved.bytes.toString());
      await openByButton(page, file(name, text));
      await page.waitForFunction((name) => document.querySelector(".notice.trouble")?.textContent.includes(name), name);
      await shows(() => told(page), says[column - 2]);
      assert.match(page.url(), /#\/demo\/hello$/);
      await shows(() => texts(), printed, "what was shown stays");
    }
  }
  await assertAccessible(page);
  await page.locator(".notice button").click();
  await page.locator(".notice").waitFor({ state: "detached" });
  await assertClean(page);
});

test("a folder, two files at once and a huge file are refused in words, in both languages", async () => {
  const page = await site.newPage();
  await run(page, "#/demo/hello");
  const texts = () => page.locator(".console-text").allTextContents();
  const printed = await texts();
  const saved = await save(page, /Record, JSON/);
  const folder = await mkdtemp(join(tmpdir(), "loopline-"));
  try {
    const huge = join(folder, "huge.json");
    await writeFile(huge, "");
    await truncate(huge, 300 * 1024 * 1024);
    const cases = [
      [[folder], /is a folder or an archive\. A record is a file; a program is dropped on the page “Your own program”/, /— папка или архив\..*на страницу «Своя программа»/],
      [[saved.path, huge], /2 files at once\. Drop one/, /Файлов сразу: 2\. Перетащите один/],
      [[huge], /too large: the page reads files of up to 256\sMB/, /слишком велик: страница читает файлы до 256\sМБ/],
    ];
    for (const [i, locale] of ["English", "Русский"].entries()) {
      await page.getByRole("button", { name: locale }).click();
      for (const [paths, ...says] of cases) {
        await dropReally(page, paths);
        await page.locator(".notice.trouble").filter({ hasText: says[i] }).waitFor();
        await shows(() => page.locator(".drop").count(), 0);
        assert.match(page.url(), /#\/demo\/hello$/);
        await shows(() => texts(), printed, "what was shown stays");
        await page.locator(".notice button").click();
      }
    }
    await dropReally(page, [saved.path]);
    await page.getByRole("button", { name: "Повторить" }).waitFor();
    await shows(() => texts(), printed);
  } finally {
    await rm(folder, { recursive: true });
  }
  await assertClean(page);
});

test("a file of a program that is no demo has no code; its texts are texts", async () => {
  const page = await site.newPage();
  await run(page, "#/demo/hello");
  const saved = await save(page, /Record, JSON/);
  const other = saved.bytes.toString().replace('"id":"hello"', '"id":"<img src=x onerror=alert(1)>"');
  await page.start();
  await drag(page, ["dragenter", "drop"], { name: "other.json", buffer: Buffer.from(other) });
  await page.getByRole("heading", { level: 1, name: "<img src=x onerror=alert(1)>" }).waitFor();
  await shows(() => page.locator(".code-line").count(), 0);
  await shows(() => page.locator("img").count(), 0);
  await eventually(async () => (await lines(page)).length === 3, "its output is shown");
  assert.equal((await save(page, /Output, text/)).name, "loopline-img-src-x-onerror-alert-1-output.txt");
  await page.again();
  await page.getByRole("heading", { level: 1, name: "No record is open" }).waitFor();
  await assertAccessible(page);
  await assertClean(page);
});

/// Notes what progress the page tells of, and how far to the right.
const watch = (page) =>
  page.evaluate(() => {
    globalThis.told = [];
    globalThis.right = 0;
    new MutationObserver(() => {
      for (const bar of document.querySelectorAll("progress")) {
        globalThis.told.push(`${bar.id} ${bar.value}`);
        globalThis.right = Math.max(globalThis.right, bar.parentElement.getBoundingClientRect().right);
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
/// Presses the button that stops what is under way as soon as it is there: from outside the page a click may come too late.
const cancelAtOnce = (page) =>
  page.evaluate(() => {
    globalThis.cancelled = false;
    new MutationObserver((_, watch) => {
      const button = [...document.querySelectorAll(".under-way button")].find(({ textContent }) => textContent === "Cancel");
      if (!button) return;
      watch.disconnect();
      button.click();
      globalThis.cancelled = true;
    }).observe(document.body, { subtree: true, childList: true });
  });
const noted = async (page) => {
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    const { told, right } = globalThis;
    Object.assign(globalThis, { told: [], right: 0 });
    return { told, right };
  });
};

test("100,000 events are saved in every form, and opened again", async () => {
  const page = await site.newPage();
  await run(page, "#/demo/many?tasks=2000");
  let saved;
  for (const form of [/Chrome trace/, /Events, text/, /Output, text/, /Picture, SVG/, /Record, JSON/]) {
    saved = await save(page, form);
    assert.ok(saved.bytes.length > 0, `${form}`);
  }
  const { events } = JSON.parse(saved.bytes).end;
  assert.ok(events > 100_000, `${events} events`);
  await page.start();
  // By its path: a buffer would be carried through the page itself.
  await openByButton(page, saved.path);
  await page.getByRole("button", { name: "Replay" }).waitFor();
  await assertClean(page);
});

test("what takes longer says how far it is, and stops when asked", async () => {
  const page = await site.newPage({ viewport: { width: 390, height: 800 } });
  await run(page, "#/demo/many?tasks=10000");
  await watch(page);
  const saved = await save(page, /Record, JSON/);
  let { told, right } = await noted(page);
  assert.ok(right > 0 && right <= 390, `it fits: ${right} px`);
  assert.ok(told.length > 2 && told.every((one) => /^saving \d+$/.test(one)), `told ${told}`);
  await page.start();
  await watch(page);
  await openByButton(page, saved.path);
  await page.getByRole("button", { name: "Replay" }).waitFor();
  ({ told, right } = await noted(page));
  assert.ok(right > 0 && right <= 390, `it fits: ${right} px`);
  assert.ok(told.length > 2 && told.every((one) => /^opening \d+$/.test(one)), `told ${told}`);
  let came = false;
  page.once("download", () => (came = true));
  await page.getByRole("button", { name: "File", exact: true }).click();
  await cancelAtOnce(page);
  await page.getByRole("button", { name: /Chrome trace/ }).click();
  await page.waitForFunction(() => globalThis.cancelled);
  await page.locator(".under-way").waitFor({ state: "detached" });
  await page.start("#/demo/hello");
  await cancelAtOnce(page);
  await openByButton(page, saved.path);
  await page.waitForFunction(() => globalThis.cancelled);
  await page.locator(".under-way").waitFor({ state: "detached" });
  await page.waitForTimeout(500);
  assert.match(page.url(), /#\/demo\/hello$/);
  assert.equal(came, false, "what was stopped is not saved");
  await assertClean(page);
});

test("a demo on paper: words, parameters, a light picture, program and output, and no controls", async () => {
  const page = await site.newPage({ colorScheme: "dark" });
  await run(page, "#/demo/bounded-queue?items=4");
  await page.keyboard.press("Home");
  const printed = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    const svg = document.querySelector(".paper-picture svg");
    return { ground: svg.querySelector("rect").getAttribute("fill"), output: document.querySelector(".paper-output pre").textContent };
  });
  assert.equal(printed.ground, "#FFFFFF");
  assert.equal(printed.output.trimEnd().split("\n").length, 8, "all of the output, wherever the playhead stands");
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => {
    const shown = (element) => element.checkVisibility();
    return {
      // Numbers of lines are a part of the listing.
      buttons: [...document.querySelectorAll("button:not(.code-number-of-line), select, input[type=range], canvas")].filter(shown).map((element) => element.textContent),
      parts: ["h1", ".demo-words p", ".param label", ".paper-picture svg", ".code-line", ".paper-output pre"].filter((part) => !shown(document.querySelector(part))),
      colours: getComputedStyle(document.documentElement).colorScheme,
    };
  });
  assert.deepEqual(seen, { buttons: [], parts: [], colours: "light" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await shows(() => page.locator(".paper-picture svg").count(), 0);
  await page.emulateMedia({ media: null });
  // The browser itself tells of the printing.
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.toString("latin1", 0, 5), "%PDF-");
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 1 && pages <= 3, `${pages} pages`);
  await shows(() => page.locator(".paper-picture svg").count(), 0, "nothing of it stays");
  await assertClean(page);
});

for (const [scheme, locale, width] of [["light", "en-US", 390], ["dark", "ru-RU", 390], ["dark", "ru-RU", 1440], ["light", "ru-RU", 1024]]) {
  test(`the menu and an opened record fit and are accessible: ${scheme}, ${locale}, ${width}`, async () => {
    const page = await site.newPage({ colorScheme: scheme, locale, viewport: { width, height: 900 } });
    await run(page, "#/demo/cancel");
    const saved = await save(page, /^(Record|Запись), JSON/, /^(File|Файл)$/);
    await page.getByRole("button", { name: /^(File|Файл)$/ }).click();
    await assertAccessible(page);
    const box = await page.locator("#file-menu").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
    await page.keyboard.press("Escape");
    await openByButton(page, file("record.json", saved.bytes));
    await page.locator(".trace-head").waitFor();
    await assertAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} px too wide`);
  });
}
