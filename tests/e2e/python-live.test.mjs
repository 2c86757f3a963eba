// Programs in Python that wait for the reader, or for the time to pass: runs that are drawn as they go, and input.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { lines, ready, run, said, start as startAt, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());
const start = (hash, options) => startAt(site, hash, options);

const HOURS = `import asyncio
async def main():
    for n in range(3):
        print("hour", n)
        await asyncio.sleep(3600)
asyncio.run(main())
`;
const ASKS = `import asyncio
async def main():
    name = input("Name? ")
    await asyncio.sleep(1)
    print("Hello,", name)
    print("You said", input())
asyncio.run(main())
`;

const button = (page, name) => page.getByRole("button", { name, exact: true });
const field = (page) => page.locator("#console-input");
const printed = (page, text) => page.locator(".console-text").filter({ hasText: text }).waitFor();
/// The page with this program, on this clock, as soon as there is an engine.
const written = async (program, clock, options) => {
  const page = await start("#/python", options);
  await ready(page);
  await write(page, program);
  await button(page, clock).click();
  return page;
};

test("a live run is drawn as it goes, stands while it is paused, and is taken turn by turn", async () => {
  const page = await written(HOURS, "Live");
  await button(page, "Run").click();
  await printed(page, "hour 0");
  await button(page, "Stop").waitFor();
  await shows(() => lines(page), ["hour 0"], "the second hour is not over");
  await button(page, "Pause").click();
  // A turn has the timer fire, the next one the task go on.
  for (let turns = 0; (await lines(page)).length < 2; turns += 1) {
    assert.ok(turns < 4, "two turns bring the next hour");
    await button(page, "One event forward").click();
    await page.waitForTimeout(150);
  }
  await shows(() => lines(page), ["hour 0", "hour 1"]);
  await assertAccessible(page);
  await button(page, "Play").click();
  await page.waitForTimeout(200);
  await shows(() => lines(page), ["hour 0", "hour 1"], "it goes on at the pace of the clock on the wall");
  await button(page, "Stop").click();
  await page.locator(".console-end").filter({ hasText: "Stopped" }).waitFor();
  await shows(() => lines(page), ["hour 0", "hour 1"], "what it has done stays");
  await button(page, "Exact").click();
  await run(page);
  await shows(() => lines(page), ["hour 0", "hour 1", "hour 2"], "the next run is fine");
  await assertClean(page);
});

test("a live run comes to the same end as one at once, at the rate that is chosen", async () => {
  const page = await written(HOURS.replace("3600", "20"), "Live");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("100");
  await button(page, "Run").click();
  await printed(page, "hour 2");
  await button(page, "Run").waitFor();
  await shows(() => lines(page), ["hour 0", "hour 1", "hour 2"]);
  const times = (await page.locator("#console time").allTextContents()).map(Number);
  assert.deepEqual(times.map(Math.round), [0, 20, 40]);
  await assertClean(page);
});

test("the page answers while a live run computes, and a loop without end is stopped", async () => {
  const page = await written("import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(0)\nasyncio.run(main())\n", "Live");
  await button(page, "Run").click();
  await page.waitForFunction(() => document.querySelector(".timeline-pane, .timeline")?.textContent !== "");
  await page.waitForTimeout(300);
  await button(page, "Stop").click();
  await page.locator(".console-end").filter({ hasText: /Stopped/ }).waitFor();
  await write(page, "print('next')\n");
  await run(page);
  await shows(() => lines(page), ["next"]);
  await assertClean(page);
});

test("a live run that is stopped within a step keeps what it has done, and the line is found where it was", async () => {
  const spins = ["import asyncio", "async def main():", "    print('before')", "    await asyncio.sleep(0.2)", "    n = 0", "    while True:", "        n += 1", "asyncio.run(main())", ""];
  const page = await written(spins.join("\n"), "Live");
  await button(page, "Run").click();
  await printed(page, "before");
  await page.waitForTimeout(1000);
  await button(page, "Stop").click();
  await page.locator(".console-end").filter({ hasText: /Stopped/ }).waitFor();
  await page.locator(".python-status").filter({ hasText: /line [67]/ }).waitFor();
  await shows(() => lines(page), ["before"]);
  await assertClean(page);
});

test("deep recursion ends a live program as any other", async () => {
  const page = await written("import asyncio\nasync def main():\n    def f(n):\n        return f(n + 1)\n    try:\n        f(0)\n    except RecursionError:\n        print('deep enough')\nasyncio.run(main())\n", "Live");
  await button(page, "Run").click();
  await printed(page, "deep enough");
  await assertClean(page);
});

test("a program that asks is answered in the console and goes on from there", async () => {
  const page = await written(ASKS, "Exact");
  await run(page);
  await said(page, "asks for a line");
  await field(page).waitFor();
  await eventually(() => field(page).evaluate((field) => field === document.activeElement), "as in a terminal it can be typed at once");
  await assertAccessible(page);
  await shows(() => page.getByText("The run was stopped").count(), 0, "nobody has stopped it");
  await page.getByText("Empty: input() holds the loop.").waitFor();
  await button(page, "Events").click();
  await page.locator("#events tr.current", { hasText: "The program asks for a line." }).waitFor();
  await button(page, "Console").click();
  await field(page).focus();
  await page.keyboard.type("Alice");
  await page.keyboard.press("Enter");
  await printed(page, "Hello, Alice");
  await shows(async () => (await lines(page)).slice(0, 2), ["Name? Alice", "Hello, Alice"]);
  await field(page).fill("yes <b>");
  await button(page, "Enter").click();
  await printed(page, "You said yes <b>");
  await shows(() => field(page).count(), 0);
  await button(page, "To the start").click();
  await page.waitForFunction(() => !document.querySelector("#console .console-text"));
  await run(page);
  await field(page).press("Control+d");
  await printed(page, "EOFError");
  await assertClean(page);
});

test("a live run waits for the line that it asks for", async () => {
  const page = await written(ASKS, "Live");
  await button(page, "Run").click();
  for (const [line, answer] of [["Bob", "Hello, Bob"], ["bye", "You said bye"]]) {
    await field(page).waitFor();
    await field(page).fill(line);
    await field(page).press("Enter");
    await printed(page, answer);
  }
  await button(page, "Run").waitFor();
  await assertClean(page);
});

test("where nothing may move by itself a live run is there at once", async () => {
  const page = await written(HOURS, "Live", { reducedMotion: "reduce" });
  await button(page, "Run").click();
  await printed(page, "hour 2");
  await assertClean(page);
});

test("a browser that cannot suspend a program says so, and runs it at once", async () => {
  const page = await site.newPage();
  await page.addInitScript(() => {
    delete WebAssembly.Suspending;
  });
  await page.start("#/python");
  await ready(page);
  await eventually(() => button(page, "Live").isDisabled());
  await shows(() => button(page, "Live").getAttribute("title"), /cannot suspend/);
  await run(page);
  await eventually(async () => (await lines(page)).length > 3);
});
