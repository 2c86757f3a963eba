// Programs that go wrong (tests/bad), in the page: each ends as named there, the page stays alive, the next run is fine.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isAmong, programs } from "../python/bad.mjs";
import { assertClean, open, shows } from "./browser.mjs";
import { lines, ready, run, said, start as startAt, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());
const start = (hash, options) => startAt(site, hash, options);

/// What the page says of an ending, in the words of tests/bad.
const WORDS = [
  [/^The program failed: /, "raised "],
  [/^Deadlock: nothing can happen any more\.$/, "deadlock"],
  [/^Stopped at the limit of [\d,]+ events\b.*$/, "limit events"],
  [/^Stopped at the limit of 640\sKB of output\b.*$/, "limit output"],
  [/^Stopped at the limit of 20,000 tasks alive\b.*$/, "limit tasks"],
  [/^Stopped at the limit of 100,000 turns without a wait\b.*$/, "limit turns"],
  [/^Stopped at the limit of 1,000,000 looks at the clock without a wait\b.*$/, "limit looks"],
  [/^Stopped at the limit of 200,000 waits in which nothing has happened\b.*$/, "limit waits"],
  [/^The recursion is too deep for the Python engine, and has broken it\. The next run has a new one\..*$/s, "broken deep"],
  [/^The program has broken the Python engine\. The next run has a new one\..*$/s, "broken engine"],
  [/^The program has used up the memory of the Python engine, 512\sMB, and has broken it\. The next run has a new one\..*$/s, "broken memory"],
];
const named = (text) => {
  for (const [pattern, words] of WORDS) if (pattern.test(text)) return text.replace(pattern, words);
  return text;
};

/// Presses the button in the page and waits there until it has changed: how long that took, in ms.
const stopped = (page) =>
  page.evaluate(async () => {
    const began = performance.now();
    document.getElementById("run").click();
    await new Promise((done) => {
      const look = () => (document.querySelector(".stop-button") ? requestAnimationFrame(look) : done());
      look();
    });
    return performance.now() - began;
  });

/// Runs the program that is written, to its end: what the page says of it.
const endOf = async (page, patience) => {
  await page.locator("#run").click();
  return page.evaluate(async (patience) => {
    let quiet = 0;
    const frame = () => new Promise(requestAnimationFrame);
    const one = (selector) => document.querySelector(selector);
    const began = performance.now();
    while (one(".stop-button")) {
      if (performance.now() - began > 15_000) return "never";
      await frame();
    }
    for (let frames = 0; frames < 1000; frames += 1) {
      const trouble = one(".python-status.trouble");
      if (trouble) return trouble.innerText;
      const end = document.querySelector('.transport button[aria-label="To the end"]');
      if (end && !end.disabled) end.click();
      await frame();
      await frame();
      const said = one(".console-end");
      // A record is made in several goes.
      const soFar = /limit of ([\d,]+) events/.exec(said?.innerText ?? "");
      if (said && !(soFar && Number(soFar[1].replaceAll(",", "")) < 300_000)) return said.innerText;
      const at = one(".python-status")?.innerText ?? "";
      quiet = /record grows/.test(at) ? 0 : quiet + 1;
      if (quiet > patience) {
        const out = [...document.querySelectorAll(".console-line:not(.line-error, .line-warning) .console-text")];
        return `returned ${out.at(-1)?.textContent ?? ""}`.trimEnd();
      }
    }
    return "no end";
  }, patience);
};

// What an ending is of makes no difference to the page: of each kind it runs two a topic.
// `worker.mjs --browser --bad` runs all in its worker.
const seen = new Map();
const all = programs().filter(({ topic, endings: [ending] }) => {
  if (topic === "syntax" || topic === "tampering") return false;
  const kind = `${topic}: ${ending.replace(/^(raised \w+|returned).*/s, "$1")}`;
  seen.set(kind, (seen.get(kind) ?? 0) + 1);
  return seen.get(kind) <= 2;
});
for (const topic of new Set(all.map(({ topic }) => topic))) {
  test(`programs that go wrong end as named, and the page lives on: ${topic}`, async () => {
    const page = await start();
    await ready(page);
    const wrong = [];
    for (const { name, endings, source } of all.filter((program) => program.topic === topic)) {
      await write(page, source);
      if (endings.includes("never")) {
        await page.locator("#run").click();
        await page.locator("#run.stop-button").waitFor();
        await page.waitForTimeout(100);
        const took = await stopped(page);
        // At once for a reader, on a machine that does much else.
        if (took > 500) wrong.push(`${name}: stopped after ${took} ms`);
        await page.locator(".console-end").filter({ hasText: /^Stopped/ }).or(page.locator(".python-status").filter({ hasText: /^Stopped/ })).first().waitFor();
      } else {
        const end = named(await endOf(page, endings.some((ending) => /limit|returned 1 /.test(ending) || name.includes("gathers")) ? 60 : 3));
        if (!isAmong(endings, end)) wrong.push(`${name}: ${end.slice(0, 300)} instead of ${endings.join(" or ")}`);
      }
      if (!endings.some((ending) => /^never|^broken/.test(ending))) continue;
      await write(page, "print('fine')\n");
      await run(page);
      await shows(() => lines(page), ["fine"], `after ${name}`);
    }
    assert.deepEqual(wrong, []);
    // The editor's own word for lines of 64 KB.
    await assertClean(page, [/Measure loop restarted/]);
  });
}
