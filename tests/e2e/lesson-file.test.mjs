// Lessons in Markdown: opened by link, button and drop, run in the page, checked on the record, saved as one file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open, shows } from "./browser.mjs";
import { content, text as programText } from "./python.mjs";

let site;
before(async () => (site = await open()));
after(() => site.close());
const start = async (hash, options) => {
  const page = await site.newPage(options);
  await page.start(hash);
  return page;
};
const card = (page, nth) => page.locator(".exercise").nth(nth);
const button = (of, name) => of.getByRole("button", { name });
const RUN = /^(Run|Пуск)$/;
/// Runs an exercise and waits for what it leaves; the first of a page waits for the engine.
const run = async (of, name = RUN) => {
  await button(of, name).click();
  await of.locator(".exercise-run").last().waitFor({ timeout: 90_000 });
};
/// The marks of an exercise's checks.
const marks = (of) => of.locator(".exercise-checks li > [aria-hidden]").allInnerTexts();
const output = (of) => of.locator(".lesson-output").first().innerText().then((text) => text.trim().split("\n"));
const done = (page) => page.locator(".lesson-bar [role=status]").innerText();
const drop = (page, name, text) =>
  page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type: "text/markdown" }));
      for (const kind of ["dragenter", "dragover", "drop"]) {
        document.querySelector("main").dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
      }
    },
    [name, text],
  );

for (const [lang, first] of [
  ["en", ["tea: done", "eggs: done", "rice: done"]],
  ["ru", ["чай: готово", "яйца: готово", "рис: готово"]],
]) {
  test(`the three examples run and are checked: ${lang}`, async () => {
    const page = await start(`#/lesson/course/tea.${lang}.md`, { locale: lang });
    await card(page, 0).waitFor();
    assert.equal(await page.locator(".exercise-run, .predict").count(), 0, "a link runs nothing");
    await shows(() => done(page), /: 0 (of|из) 2$/);
    await run(card(page, 0));
    assert.deepEqual(await output(card(page, 0)), first);
    assert.deepEqual(await marks(card(page, 0)), ["✓", "✓"]);
    await card(page, 0).locator("img.exercise-picture").waitFor();
    // The question, with the lines in the order in which they lie.
    await button(card(page, 1), /^(Predict|Предсказать)$/).click();
    await page.locator(".order-line").first().waitFor({ timeout: 90_000 });
    assert.equal(await card(page, 1).locator(".lesson-output").count(), 0, "it is not shown before the answer");
    await assertAccessible(page);
    await page.locator("#predict-check").click();
    await page.locator("#answer-title").waitFor();
    assert.deepEqual(await marks(card(page, 1)), ["✓"]);
    await shows(() => done(page), /: 1 (of|из) 2$/);
    await assertAccessible(page);

    await page.start(`#/lesson/course/together.${lang}.md`);
    await shows(() => page.locator(".exercise").count(), 2);
    await run(card(page, 0), /^(Run both|Запустить обе)$/);
    await card(page, 0).locator(".exercise-compared").waitFor();
    await shows(() => card(page, 0).locator(".exercise-compared").innerText(), /“At once” is 2\.00\u00a0s faster\.|«Сразу» — быстрее на 2,00\u00a0с\./);
    await run(card(page, 1), /^(Run both|Запустить обе)$/);
    await card(page, 1).locator(".exercise-compared").waitFor();
    await shows(() => done(page), /: 2 (of|из) 2$/);

    await page.start(`#/lesson/course/semaphore.${lang}.md`);
    const mended = card(page, 0);
    await mended.locator("textarea").waitFor();
    await run(mended);
    assert.deepEqual(await marks(mended), ["✗", "✓", "✓", "✓"]);
    await shows(() => mended.locator(".check-broken p").innerText(), /“sem”.* at once, not .*at most 3 \(event|«sem» .+, допустимо не более 3 \(событие/);
    const field = mended.locator("textarea");
    await field.fill((await field.inputValue()).replace("Semaphore(7)", "Semaphore(3)"));
    await button(mended, RUN).click();
    await shows(() => marks(mended), ["✓", "✓", "✓", "✓"]);
    await assertAccessible(page);
    // It is remembered on this device, with the program.
    await page.again();
    await mended.waitFor();
    await shows(() => done(page), /: 1 (of|из) 1$/);
    await shows(() => mended.locator("textarea").inputValue(), /Semaphore\(3\)/);
    await button(mended, /^(Reset|Сбросить)$/).click();
    await shows(() => mended.locator("textarea").inputValue(), /Semaphore\(7\)/);
    await page.again();
    await shows(() => mended.locator("textarea").inputValue(), /Semaphore\(7\)/);
    await assertClean(page);
  });
}

test("the first chapter's questions are a lesson: each demo can be predicted", async () => {
  const page = await start("#/lesson/course/why-async.en.md");
  await shows(() => page.locator(".exercise").count(), 6);
  await shows(() => page.locator(".exercise pre.lesson-code").count(), 5, "each has its program, but for the second, whose is that of the first");
  for (let nth = 0; nth < 6; nth += 1) {
    await button(card(page, nth), "Predict").click();
    await card(page, nth).locator("#predict-check").waitFor();
    await button(card(page, nth), "Just show the run").click();
    await card(page, nth).locator(".exercise-run").waitFor();
  }
  await shows(() => done(page), "Done: 0 of 6");
  await button(card(page, 1), "Predict").click();
  const right = await card(page, 1).locator(".exercise-run p").innerText().catch(() => "");
  assert.equal(right, "", "the run that was shown is gone while it asks");
  await card(page, 1).getByRole("radio").first().waitFor();
  for (const radio of await card(page, 1).getByRole("radio").all()) {
    await radio.check();
    await page.locator("#predict-check").click();
    if ((await page.locator("#answer-title").innerText()).includes("Right")) break;
    await button(card(page, 1), "Answer again").click();
  }
  await shows(() => done(page), "Done: 1 of 6");
  await assertClean(page);
});

test("a lesson is opened by drop and by the menu; what is in it stays text, and what loops can be stopped", async () => {
  const hostile = `# <b>Bold</b> <script>globalThis.hacked = 1</script>

<img src=x onerror="globalThis.hacked = 1"> [click](javascript:alert) ![picture](https://example.org/x.png)

\`\`\`python run
print("<i>")
while True: pass
\`\`\`

\`\`\`python run
import asyncio
async def forget(): pass
forget()
print(1, 2)
\`\`\`
\`\`\`checks
no coroutine never awaited
printed in any of these orders: 2 1
\`\`\`

\`\`\`python rnu
x
\`\`\`
`;
  const page = await start("#/");
  await drop(page, "hostile.md", hostile);
  await card(page, 1).waitFor();
  assert.equal(await page.evaluate(() => location.hash), "#/lesson");
  assert.equal(await page.locator("h1").innerText(), "<b>Bold</b> <script>globalThis.hacked = 1</script>");
  assert.equal(await page.locator(".lesson-sheet :is(script, b, i, img)").count(), 0);
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  await shows(() => page.locator(".lesson-fault").innerText(), /^Line \d+: there is no block “rnu”/);
  await button(card(page, 0), RUN).click();
  await button(card(page, 0), "Stop").waitFor();
  assert.ok(await button(card(page, 1), RUN).isDisabled(), "one run at a time");
  await page.waitForTimeout(300);
  await button(card(page, 0), "Stop").click();
  await run(card(page, 1));
  assert.deepEqual(await marks(card(page, 1)), ["✗", "✗"]);
  const [awaited, printed] = await card(page, 1).locator(".check-broken p").allInnerTexts();
  assert.match(awaited, /^line 3: .+\(event \d+\)$/);
  assert.match(printed, /line 1 of the output is “1 2”, where “2 1” was to be \(event \d+\)$/);
  await assertAccessible(page);

  // The moment at which a check fails, and the program in the workspace, as a link shows them.
  await button(card(page, 1), "Open in the workspace").click();
  await shows(() => page.locator("main h1").innerText(), "A program from a link");
  await content(page).waitFor();
  await shows(async () => (await programText(page)).trim().split("\n")[0], "import asyncio");
  await page.goBack();
  await card(page, 1).locator(".exercise-run").waitFor();

  // Another by the menu.
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "File", exact: true }).click().then(() => page.getByRole("button", { name: /Open a record or a lesson/ }).click()),
  ]);
  await chooser.setFiles({ name: "b.md", mimeType: "text/markdown", buffer: Buffer.from("# Second\n\nText") });
  await shows(() => page.locator("h1").innerText(), "Second");
  await page.again();
  await shows(() => page.locator("h1").innerText(), "No lesson is open");
  await page.start("#/lesson/course/none.md");
  await shows(() => page.locator("h1").innerText(), "The lesson did not load");
  await assertClean(page, [/none\.md|404/]);
});

test("a lesson is saved as one file, which shows what ran without the page", async () => {
  const page = await start("#/lesson/course/tea.en.md");
  await card(page, 0).waitFor();
  await run(card(page, 0));
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Save as HTML").click()]);
  assert.equal(download.suggestedFilename(), "tea.en.html");
  const html = await readFile(await download.path(), "utf8");
  const context = await site.browser.newContext({ offline: true });
  const alone = await context.newPage();
  const problems = [];
  alone.on("console", (message) => problems.push(message.text()));
  await alone.setContent(html);
  assert.equal(await alone.locator("h1").innerText(), "Tea, eggs and rice");
  await shows(() => alone.locator("img").first().evaluate((image) => image.complete && image.naturalWidth > 400), true);
  assert.match(await alone.locator("section").first().innerText(), /It takes 6\.00\u00a0s\.\s+tea: done\s+eggs: done\s+rice: done/);
  assert.match(await alone.locator(".checks").first().innerText(), /✓ elapsed <= 6/);
  assert.match(await alone.locator(".note").last().innerText(), /cannot run the programs itself/);
  assert.deepEqual(problems, []);
  await context.close();
  await assertClean(page);
});

test("on a phone a lesson fits and is used by keys and by finger", async () => {
  const page = await start("#/lesson/course/semaphore.ru.md", { viewport: { width: 390, height: 800 }, locale: "ru", hasTouch: true });
  await card(page, 0).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await card(page, 0).locator("textarea").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await card(page, 0).locator(".exercise-run").waitFor({ timeout: 90_000 });
  await assertAccessible(page);
  await assertClean(page);
});
