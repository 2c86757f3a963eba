// Links: made by the dialog Share, opened in another browser; they run nothing and overwrite nothing, whatever they hold.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { content, lines, ready, run, start as startAt, text, write } from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());
const start = (hash, options) => startAt(site, hash, options);

const dialog = (page) => page.locator("#share");
const link = (page) => page.locator("#share-link").inputValue();
const openDialog = async (page) => {
  await page.getByRole("button", { name: /^(Share|Поделиться)$/ }).click();
  await dialog(page).waitFor();
};
const close = (page) => dialog(page).getByRole("button", { name: /^(Close|Закрыть)$/ }).click();
/// The part of an address from the `#` on, for a page of another reader.
const hash = (address) => new URL(address).hash;
/// A link as one that nobody made with the dialog.
const made = (value, page = "#/python") => `${page}?link=1.${deflateRawSync(JSON.stringify(value)).toString("base64url")}`;
const drafts = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => /draft|files/.test(key)).sort());
const notice = (page) => page.locator(".notice").innerText();

const PROGRAM = `import asyncio
from kitchen import boil

async def main():
    print(await asyncio.gather(boil("чай", 3), boil("eggs", 5)))

asyncio.run(main())
`;
const KITCHEN = "import asyncio\n\nasync def boil(what, seconds):\n    await asyncio.sleep(seconds)\n    print(f'{what}: done')\n    return what\n";

test("a program of two files travels in a link, is shown and not run, and is kept only when its reader says so", async () => {
  const page = await start();
  await ready(page);
  await write(page, PROGRAM);
  await page.locator(".file-tabs").getByRole("button", { name: "Add a file", exact: true }).click();
  await page.getByRole("textbox", { name: "Name of the new file" }).fill("kitchen.py");
  await page.keyboard.press("Enter");
  await write(page, KITCHEN);
  await openDialog(page);
  await page.locator("#share-link").waitFor();
  const address = await link(page);
  assert.match(address, /#\/python\?link=1\.[\w-]+$/);
  await shows(() => page.locator(".share-length").innerText(), `${address.length} characters`);
  assert.ok(address.length < 600, `${address.length}: it is packed`);
  await assertAccessible(page);

  const other = await start(hash(address));
  await shows(() => other.locator("h1").innerText(), "A program from a link");
  await shows(async () => (await text(other)).trim(), PROGRAM.trim());
  await ready(other);
  assert.deepEqual(await lines(other), [], "nothing has run");
  assert.deepEqual(await drafts(other), []);
  await run(other);
  await shows(() => lines(other), ["чай: done", "eggs: done", "['чай', 'eggs']"]);
  assert.deepEqual(await drafts(other), [], "also what is run and changed is no draft");
  await other.getByRole("button", { name: "Keep as my draft" }).click();
  await shows(() => other.evaluate(() => location.hash), "#/python");
  await shows(() => drafts(other), ["loopline.draft.program", "loopline.files.program"]);
  await other.again();
  await content(other).waitFor();
  await shows(async () => (await text(other)).trim(), PROGRAM.trim());
  await assertClean(page);
  await assertClean(other);
});

test("a draft outlives a link that is opened and one that is kept", async () => {
  const page = await start();
  await write(page, "print('mine')");
  await shows(() => drafts(page), ["loopline.draft.program"]);
  await page.start(made({ by: "5.5", main: "print('theirs')" }));
  await content(page).waitFor();
  await shows(async () => (await text(page)).trim(), "print('theirs')");
  await page.start("#/python");
  await content(page).waitFor();
  await shows(async () => (await text(page)).trim(), "print('mine')");
  await page.goBack();
  await page.getByRole("button", { name: "Keep as my draft" }).waitFor();
  await content(page).waitFor();
  await shows(async () => (await text(page)).trim(), "print('theirs')");
  await page.getByRole("button", { name: "Keep as my draft" }).click();
  await shows(async () => (await text(page)).trim(), "print('theirs')");
  await page.getByRole("button", { name: "Back to my earlier draft" }).click();
  await shows(async () => (await text(page)).trim(), "print('mine')");
  await assertClean(page);
});

test("a link can say how the program is shown, down to the moment", async () => {
  const page = await start();
  await ready(page);
  await write(page, "import asyncio\n\nasync def main():\n    for i in range(5):\n        await asyncio.sleep(1)\n        print(i)\n\nasyncio.run(main())");
  await run(page);
  await page.getByRole("button", { name: "Events" }).click();
  for (let i = 0; i < 7; i += 1) await page.getByRole("button", { name: "One event back" }).click();
  const moment = (page) => page.locator(".explanation").innerText();
  const shown = await moment(page);
  await openDialog(page);
  await page.locator("#share-link").waitFor();
  let address = await link(page);
  for (const option of ["As it is shown", "In English"]) {
    await dialog(page).getByLabel(option).check();
    await eventually(async () => (await link(page)) !== address, "the link says so");
    address = await link(page);
  }
  const other = await start(hash(address), { locale: "ru-RU" });
  await shows(() => other.locator("h1").innerText(), "A program from a link", "in the language of the link");
  await ready(other);
  await other.locator("#run").click();
  await shows(() => moment(other), shown);
  assert.ok(await other.locator(".events").isVisible(), "the same pane");
  await assertClean(page);
  await assertClean(other);
});

test("a demo's link is its address, with the view behind it where that is wanted; a changed twin's has the program", async () => {
  const page = await site.newPage();
  await page.start("#/demo/gather?a=3");
  await openDialog(page);
  await shows(() => link(page).then(hash), "#/demo/gather?a=3");
  await dialog(page).getByLabel("As it is shown").check();
  await shows(() => link(page).then(hash), /^#\/demo\/gather\?a=3&link=1\.[\w-]+$/);
  const other = await site.newPage();
  await other.start(hash(await link(page)));
  await shows(() => other.locator("h1").innerText(), /./);
  assert.deepEqual(await lines(other), [], "nothing has run");
  await close(page);
  const twin = await start("#/python/gather");
  await write(twin, "print('changed')");
  await openDialog(twin);
  await shows(() => link(twin).then(hash), /^#\/python\/gather\?link=1\./);
  const third = await start(hash(await link(twin)));
  await shows(async () => (await text(third)).trim(), "print('changed')");
  await third.getByRole("link", { name: /gather/i }).first().waitFor();
  for (const one of [page, other, twin, third]) await assertClean(one);
});

test("links that are damaged, of a later version, huge or hostile open as far as they can, with a sentence", async () => {
  const whole = made({ by: "5.5", main: "print(1)" });
  const page = await start(whole.slice(0, -6));
  await shows(() => notice(page), /cut or altered/);
  await shows(async () => (await text(page)).startsWith("import asyncio"), true, "the reader's own page");
  await shows(() => page.evaluate(() => location.hash), "#/python");
  for (const [address, words] of [
    ["#/python?link=9.abc", /later version/],
    ["#/python?link=", /cut or altered/],
    ["#/python?link=1.%3Cscript%3E", /cut or altered/],
    [made({ by: "5.5" }), /cut or altered/],
    [made("x".repeat(5_000_000)), /cut or altered/],
    [made({ by: "0.0", main: "print(2)" }), /another version/],
  ]) {
    await page.start("#/");
    await page.start(address);
    await shows(() => notice(page), words, address.slice(0, 40));
    await page.locator(".notice").getByRole("button", { name: "Close" }).click();
  }
  const hostile = "print('<img src=x onerror=globalThis.acted=1>')\nwhile True: pass\n";
  await page.start(made({ by: "<b>", main: hostile, files: [["<img src=x onerror=globalThis.acted=1>.py", "x"], ["../up.py", "x"], ["ok.py", "x = 1"]], lane: 1e9, at: 1e9 }));
  await shows(async () => (await text(page)).includes("while True"), true);
  await shows(() => page.locator(".file-tabs").innerText(), /ok\.py/);
  assert.doesNotMatch(await page.locator(".file-tabs").innerText(), /up\.py|img/);
  assert.equal(await page.evaluate(() => globalThis.acted ?? null), null);
  const million = await start(made({ by: "5.5", main: `#${"long ".repeat(200_000)}` }));
  await shows(() => million.locator(".python-status").innerText(), /512\sKB/);
  await assertClean(page, [/Measure loop restarted/]);
});

test("what is too long for a link is offered as a file, and what is long is said to be", async () => {
  const page = await start();
  await ready(page);
  const letters = (count) => Array.from({ length: count }, (_, i) => String.fromCharCode(97 + ((i * i * 7919) % 26)) + ((i * 104729) % 997)).join("");
  await write(page, `x = "${letters(1500)}"`);
  await openDialog(page);
  await shows(() => page.locator(".share-length").innerText(), /programs for chat may cut it/);
  await close(page);
  const noise = await page.evaluate(() => Array.from(crypto.getRandomValues(new Uint8Array(40_000)), (byte) => byte.toString(16)).join(""));
  await write(page, `x = "${noise}"`);
  await openDialog(page);
  await page.getByText("Share the program as a file instead.").waitFor();
  const [saved] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: "Save the program" }).click()]);
  assert.equal(saved.suggestedFilename(), "loopline-program.zip");
  await assertClean(page, [/Measure loop restarted/]);
});

test("the dialog has a code for cameras and the program as Markdown, fits a phone, and gives the keys back", async () => {
  const page = await start("#/python", { locale: "ru-RU", viewport: { width: 390, height: 844 }, permissions: ["clipboard-read", "clipboard-write"] });
  await ready(page);
  await write(page, "print('`привет`')");
  await page.locator("#run").click();
  await page.locator("#run:not(.stop-button)").waitFor();
  await page.getByRole("button", { name: "В конец" }).click();
  await openDialog(page);
  await page.getByText("QR-код для аудитории").click();
  await page.locator(".share-squares svg").waitFor();
  const squares = await page.locator(".share-squares path").getAttribute("d");
  assert.ok(squares.length > 1000, "it has squares");
  const wide = await page.evaluate(() => [...document.querySelectorAll("#share, #share *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5).length);
  assert.equal(wide, 0, "nothing is wider than the page");
  await assertAccessible(page);
  const [saved] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: "Скопировать как Markdown" }).click()]);
  await shows(() => page.locator(".share-answer").innerText(), /скопирован; картинка/);
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(markdown, /^```python\nprint\('`привет`'\)\n```\n\nВывод:\n\n```text\n`привет`\n```\n\n!\[[^\]]+\]\((loopline[\w-]*\.svg)\)\n\n\[[^\]]+\]\(http.*#\/python\?link=1\.[\w-]+\)\n$/);
  assert.ok(markdown.includes(`(${saved.suggestedFilename()})`), saved.suggestedFilename());
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await assertClean(page);
});
