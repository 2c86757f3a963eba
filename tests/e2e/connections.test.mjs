// A program with a connection: its request is drawn, told in words, and stands in the inspector; tasks of libraries are folded.
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertClean, eventually, open, shows } from "./browser.mjs";
import { lines, run, start, write } from "./python.mjs";

const PROGRAM = await readFile(new URL("../python/network/one_request.py", import.meta.url), "utf8");
let site;
before(async () => (site = await open()));
after(() => site.close());

/// A page with the record of the program, at its end.
async function recorded(hash, options) {
  const page = await start(site, hash, options);
  await write(page, PROGRAM);
  await run(page);
  await eventually(async () => (await lines(page)).some((line) => line.includes("client got")), "the program has run");
  return page;
}

test("a request is told in words, in both languages", async () => {
  const page = await recorded();
  await page.getByRole("button", { name: "Events" }).click();
  const events = page.locator("table.events");
  await eventually(async () => (await events.innerText()).includes("connection 1"), "the connection is among the events");
  await page.getByRole("button", { name: /Русский/ }).click();
  await eventually(async () => (await events.innerText()).includes("соединени"), "in Russian too");
  await assertClean(page);
  await page.close();
});

test("tasks of libraries are shown on demand, by a button that says how many they are", async () => {
  const page = await recorded();
  const button = page.locator(".task-filter button", { hasText: "Tasks of libraries" });
  await button.waitFor();
  await shows(() => button.getAttribute("aria-pressed"), "false");
  await button.focus();
  await page.keyboard.press("Enter");
  await eventually(async () => (await button.getAttribute("aria-pressed")) === "true", "they are shown");
  await assertClean(page);
  await page.close();
});
