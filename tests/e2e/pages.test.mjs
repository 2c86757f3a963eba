// Pages of reference, the way through the course, what the device remembers of it, and searching.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { chapters, course } from "./catalogue.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());

const at = (page, hash) => page.waitForFunction((hash) => location.hash === hash, hash);
const demos = (page) => page.locator(".catalogue .chapters li a").count();

/// Runs the demo on the page to its end, at once.
async function watch(page) {
  await page.getByRole("button", { name: "Exact" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".figures dd"));
  await page.keyboard.press("End");
}

const remember = (page, text) => page.addInitScript((text) => localStorage.getItem("loopline.seen") ?? localStorage.setItem("loopline.seen", text), text);
const remembered = (page) => page.evaluate(() => localStorage.getItem("loopline.seen"));

test("three tables, each row linked to a demo that is there", async () => {
  const page = await site.newPage();
  await page.start("#/compare/generators");
  for (const [id, columns] of [["generators", 2], ["go", 2], ["languages", 3]]) {
    await page.start(`#/compare/${id}`);
    const table = page.getByRole("table");
    await shows(() => table.getByRole("columnheader").count(), columns);
    const rows = table.locator("tbody tr:not(.section)");
    await eventually(async () => (await rows.count()) >= 8, id);
    for (const row of await rows.all()) {
      await shows(() => row.getByRole("cell").count(), columns);
      await shows(() => row.locator("a.shown-by").getAttribute("href"), /^#\/demo\/[a-z-]+$/);
    }
  }
  await page.getByRole("link", { name: "Demo: Lock: the lost update" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Lock: the lost update" }).waitFor();
  await assertClean(page);
});

test("on a narrow page each cell bears its column's name, and nothing is wider than the page", async () => {
  const page = await site.newPage({ viewport: { width: 390, height: 844 }, locale: "ru-RU" });
  await page.start("#/compare/languages");
  const row = page.locator("tbody tr:not(.section)").first();
  await shows(() => row.locator(".cell-column").allInnerTexts(), ["Go", "C++", "Python"]);
  await shows(() => page.getByRole("columnheader").count(), 3, "the table keeps its heads for those who hear it");
  const boxes = await Promise.all((await row.getByRole("cell").all()).map((cell) => cell.boundingBox()));
  assert.ok(boxes[0].y < boxes[1].y && boxes[1].y < boxes[2].y, "one under the other");
  for (const hash of ["#/compare/generators", "#/compare/go", "#/compare/languages", "#/glossary", "#/reading"]) {
    await page.start(hash);
    await eventually(async () => (await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, hash);
  }
  await assertClean(page);
});

test("a printed table is the table alone, dark on light", async () => {
  const page = await site.newPage({ colorScheme: "dark", viewport: { width: 794, height: 1123 } });
  await page.start("#/compare/go");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const gone of [".head", ".catalogue", ".reference-nav"]) await eventually(() => page.locator(gone).isHidden(), gone);
  const row = page.locator("tbody tr:not(.section)").first();
  const boxes = await Promise.all((await row.getByRole("cell").all()).map((cell) => cell.boundingBox()));
  assert.ok(boxes[0].x < boxes[1].x, "side by side");
  await shows(() => page.locator("table").evaluate((table) => getComputedStyle(table).backgroundColor), "rgb(255, 255, 255)");
});

test("a term has an address, and the glossary is in the order of the reader's language", async () => {
  const page = await site.newPage();
  await page.start("#/glossary/barrier");
  await page.waitForFunction(() => document.activeElement?.id === "term-barrier");
  const box = await page.locator("#term-barrier").boundingBox();
  assert.ok(box.y > 0 && box.y < 900, "it is in view");
  const terms = () => page.locator("dt > a").allInnerTexts();
  const english = await terms();
  assert.deepEqual(english, [...english].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  await page.getByRole("button", { name: "Русский" }).click();
  await page.getByRole("heading", { level: 1, name: "Словарь" }).waitFor();
  const russian = (await terms()).filter((term) => /^[а-яё]/i.test(term));
  assert.ok(russian.length > 20);
  assert.deepEqual(russian, [...russian].sort((a, b) => a.localeCompare(b, "ru")));
  await assertClean(page);
});

test("the glossary's filter takes both languages, tells how many, and leads back", async () => {
  const page = await site.newPage();
  await page.start("#/glossary");
  await page.locator(".term").first().waitFor();
  const all = await page.locator(".term").count();
  const field = page.getByRole("searchbox", { name: "Filter the terms" });
  await field.fill("БАРЬЕР");
  await page.waitForFunction(() => document.querySelectorAll(".term").length < 4);
  await shows(() => page.locator("#term-barrier").count(), 1);
  await shows(() => page.locator(".glossary-bar [role=status]").innerText(), new RegExp(`^\\d of ${all} terms$`));
  await field.fill("nothing has this");
  await page.getByText("No term has these words.").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Show all terms" }).click();
  await page.waitForFunction((all) => document.querySelectorAll(".term").length === all, all);
  await page.waitForFunction(() => document.activeElement.id === "glossary-filter");
  await page.start("#/glossary/no-such-<b>term</b>");
  await shows(() => page.getByRole("alert").innerText(), /no term called no-such-<b>term<\/b>/);
  await shows(() => page.locator(".term").count(), all);
  await assertClean(page);
});

test("further reading asks nothing of anybody by itself, and its links tell nobody where they come from", async () => {
  const page = await site.newPage();
  await page.start("#/reading");
  await page.locator(".shelves a").nth(14).waitFor();
  const links = await page.$$eval(".shelves a", (all) => all.map((link) => [link.href, link.rel, link.target]));
  for (const [href, rel, target] of links) {
    assert.match(href, /^https:\/\//);
    assert.deepEqual([rel, target], ["noreferrer noopener", ""]);
  }
  await assertClean(page);
});

test("front page and catalogue lead to the reference", async () => {
  const page = await site.newPage();
  await page.start();
  await page.locator(".front .reference-links").getByRole("link", { name: "Glossary" }).click();
  await page.getByRole("heading", { level: 1, name: "Glossary" }).waitFor();
  await page.waitForFunction(() => document.title === "Glossary · Loopline");
  await page.locator(".catalogue").getByRole("link", { name: "Further reading" }).click();
  await page.getByRole("heading", { level: 1, name: "Further reading" }).waitFor();
  await shows(() => page.locator(".catalogue a[aria-current=page]").innerText(), "Further reading");
  await assertClean(page);
});

test("the course is walked by links and keys, across chapters, and pages open at their top", async () => {
  const page = await site.newPage({ viewport: { width: 390, height: 844 } });
  await page.start("#/demo/blocking");
  const next = page.getByRole("link", { name: "Next chapter: The event loop Hello … world" });
  await next.scrollIntoViewIfNeeded();
  await next.click();
  await at(page, "#/demo/hello");
  await page.waitForFunction(() => scrollY === 0);
  await page.keyboard.press("{");
  await at(page, "#/demo/blocking");
  await page.keyboard.press("}");
  await at(page, "#/demo/hello");
  for (const [key, hash] of [["х", "#/demo/blocking"], ["ъ", "#/demo/hello"]]) {
    await page.evaluate((key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: true, bubbles: true })), key);
    await at(page, hash);
  }
  await page.goBack();
  await at(page, "#/demo/blocking");
  // Faster than the page follows: each goes on from where the one before led.
  await page.evaluate(() => {
    for (const key of ["}", "}", "{", "}"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  });
  await at(page, "#/demo/nested-await");
  await page.start("#/demo/errands");
  await page.keyboard.press("{");
  await shows(() => page.locator("a[rel=prev]").count(), 0);
  await page.start(`#/demo/${course.at(-1)}`);
  await page.getByRole("link", { name: "The course ends here Further reading" }).waitFor();
  await page.keyboard.press("}");
  assert.ok(page.url().endsWith(course.at(-1)));
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Previous demo, next demo").waitFor();
  await assertClean(page);
});

test("the way on stands below the panes, however low the window", async () => {
  const page = await site.newPage({ viewport: { width: 1180, height: 640 }, locale: "ru-RU" });
  for (const hash of ["#/demo/as-completed", "#/demo/errands?variant=all"]) {
    await page.start(hash);
    const [panes, way] = await Promise.all([".panes", ".walk"].map((selector) => page.locator(selector).boundingBox()));
    assert.ok(way.y >= panes.y + panes.height, `${hash}: ${JSON.stringify({ panes, way })}`);
    await page.locator(".walk a[rel=next]").click({ trial: true });
  }
  await assertClean(page);
});

test("look next leads to the demos near this one", async () => {
  const page = await site.newPage();
  await page.start("#/demo/semaphore");
  const also = page.locator(".walk-also");
  await shows(() => also.getByRole("link").allInnerTexts(), ["Many requests, a few at a time", "Lock: the lost update"]);
  await also.getByRole("link", { name: "Lock" }).click();
  await page.getByRole("heading", { level: 1, name: "Lock: the lost update" }).waitFor();
  await assertClean(page);
});

test("whoever comes back to the front page finds their place", async () => {
  const page = await site.newPage();
  await page.start();
  const card = page.locator(".card", { hasText: "Async generator" });
  await card.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 200);
  await card.click();
  await page.getByRole("heading", { level: 1, name: "Async generator" }).waitFor();
  await page.goBack();
  await page.waitForFunction((before) => Math.abs(scrollY - before) < 100, before);
  await assertClean(page);
});

test("a demo seen to its end is ticked, counted and remembered on this device", async () => {
  const page = await site.newPage();
  await page.start("#/demo/hello");
  await shows(() => page.locator(".progress-line").count(), 0, "nothing to tell yet");
  await watch(page);
  await page.locator(".catalogue").getByRole("link", { name: "Hello … world , seen" }).waitFor();
  await shows(() => page.locator(".catalogue .progress-line [role=status]").innerText(), `1 of ${course.length} demos seen`);
  await shows(() => remembered(page), "hello");
  await page.again();
  await page.start();
  await page.getByRole("link", { name: "Hello … world , seen" }).waitFor();
  await eventually(async () => (await page.getByRole("heading", { level: 2 }).allInnerTexts()).some((text) => text.includes(`1 of ${chapters.event_loop.length}`)));
  await assertAccessible(page);
  await page.getByRole("button", { name: "Русский" }).click();
  await page.getByText(`Просмотрено 1 из ${course.length} демо`).waitFor();
  await assertClean(page);
});

test("progress is forgotten, and that is taken back by the same button", async () => {
  const page = await site.newPage();
  await remember(page, "hello gather");
  await page.start();
  await page.getByRole("button", { name: /^Forget/ }).click();
  await page.getByText("Forgotten on this device.").waitFor();
  await page.waitForFunction(() => localStorage.getItem("loopline.seen") === "");
  await shows(() => page.locator(".tick svg").count(), 0);
  const undo = page.getByRole("button", { name: /^Undo/ });
  await eventually(() => undo.evaluate((button) => button === document.activeElement), "the focus stays");
  await page.keyboard.press("Enter");
  await page.getByText(`2 of ${course.length} demos seen`).waitFor();
  await page.waitForFunction(() => localStorage.getItem("loopline.seen") === "gather hello");
  await assertClean(page);
});

for (const damaged of ["", "\u0000\uffff", '{"seen":', "no-such-demo", "hello,gather", "x ".repeat(50_000)]) {
  test(`a device that remembers ${JSON.stringify(damaged.slice(0, 12))} is one that remembers nothing`, async () => {
    const page = await site.newPage();
    await remember(page, damaged);
    await page.start("#/demo/hello");
    await shows(() => page.locator(".progress-line").count(), 0);
    await watch(page);
    await page.waitForFunction(() => localStorage.getItem("loopline.seen") === "hello");
    await assertClean(page);
  });
}

test("where storage is forbidden progress lasts for the visit", async () => {
  const page = await site.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("forbidden", "SecurityError"); } });
  });
  await page.start("#/demo/hello");
  await watch(page);
  await page.getByText(`1 of ${course.length} demos seen`).waitFor();
  await page.keyboard.press("}");
  await at(page, "#/demo/nested-await");
  await page.getByText(`1 of ${course.length} demos seen`).waitFor();
  await assertClean(page);
});

test("demos are found by words of either language and by Python's names, on both pages", async () => {
  const page = await site.newPage();
  for (const [hash, links] of [["#/demo/hello", ".catalogue .chapters a"], ["#/", ".card"]]) {
    await page.start(hash);
    const field = page.getByRole("searchbox", { name: "Search demos" });
    const find = async (query, href) => {
      await field.fill(query);
      await page.waitForFunction(
        ([links, href]) => {
          const found = [...document.querySelectorAll(links)].map((link) => link.getAttribute("href"));
          return found.length < 12 && found.includes(href);
        },
        [links, href],
      );
    };
    await find("СЕМАФОР", "#/demo/semaphore");
    await find("asyncio.TaskGroup", "#/demo/task-group");
    await find("обратное queue", "#/demo/bounded-queue");
    await find("еще не запущена", "#/demo/task");
    await field.fill("quantum");
    await page.getByText("No demo has these words.").waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: "Show all demos" }).click();
    await page.waitForFunction((links) => document.querySelectorAll(links).length > 50, links);
    await page.waitForFunction(() => document.activeElement.id === "search");
  }
  await assertClean(page);
});

test("the search field keeps the focus while one types, on both pages", async () => {
  const page = await site.newPage();
  for (const hash of ["#/", "#/demo/hello"]) {
    await page.goto("about:blank");
    await page.start(hash);
    await page.keyboard.press("/");
    await page.keyboard.type("semaphore x", { delay: 20 });
    await page.getByText("No demo has these words.").waitFor();
    await page.waitForFunction(() => document.activeElement.value === "semaphore x");
  }
  await assertClean(page);
});

test("the catalogue shows where one is, however long it is", async () => {
  const page = await site.newPage();
  const inView = () =>
    page.waitForFunction(() => {
      const [list, item] = ["catalogue-list", "catalogue-current"].map((id) => document.getElementById(id)?.getBoundingClientRect());
      return item && item.top >= list.top && item.bottom <= list.bottom;
    });
  await page.start("#/demo/promise");
  await inView();
  await page.keyboard.press("{");
  await inView();
  await page.start("#/demo/errands");
  await inView();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.start("#/demo/channels");
  await page.getByRole("button", { name: "Catalogue" }).click();
  await inView();
  await eventually(async () => (await demos(page)) >= course.length);
  await assertClean(page);
});

for (const [scheme, locale, width] of [["light", "en-US", 1440], ["dark", "ru-RU", 1024], ["light", "ru-RU", 390]]) {
  test(`axe finds nothing on the pages of reference: ${scheme}, ${locale}, ${width}`, async () => {
    const page = await site.newPage({ colorScheme: scheme, locale, viewport: { width, height: 900 } });
    await remember(page, "hello gather");
    for (const hash of ["#/compare/languages", "#/glossary/lock", "#/reading", "#/demo/gather"]) {
      await page.start(hash);
      await assertAccessible(page);
    }
    await assertClean(page);
  });
}
