// What every browser test starts with: dist/ served under a sub-path, Chromium, and pages that collect what went wrong.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../static/build/serve.mjs";

export const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/// Starts server and browser: { address, server, browser, newPage, close }. Call it in `before`, `close` in `after`.
/// `engine` is that of `serve`.
export async function open({ folder = DIST, engine } = {}) {
  const server = await serve(folder, { base: "/some/folder/", engine });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: ARGUMENTS,
  });
  return {
    address: server.address,
    server,
    browser,
    newPage: (options) => newPage(browser, server.address, options),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/// A page in a fresh profile, not yet opened anywhere. `page.start` opens it at a hash and `page.again` reloads it; both
/// resolve when what is shown is of that address and listens, and the texts of a reference page have come. `page.problems` lists what no test may cause: errors and
/// warnings on the console, exceptions, refused by the Content-Security-Policy, requests that failed, requests to
/// another origin. Options are playwright's for a context: locale, colorScheme, viewport, javaScriptEnabled...
export async function newPage(browser, address, options = {}) {
  const context = await browser.newContext({
    locale: "en-US",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "no-preference",
    // Requests of a service worker pass by `page.route`.
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  const problems = [];
  const origin = new URL(address).origin;
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) problems.push(`request to another origin: ${url}`);
  });
  page.on("console", (message) => {
    // Playwright's own word on what the tests asked it to do.
    if (message.text().includes("blocked by Playwright")) return;
    if (["error", "warning"].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.stack ?? error}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Aborted is what a reload does to what is still on its way.
    if (reason !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()} ${reason}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      globalThis.refused = [];
      addEventListener("securitypolicyviolation", (event) => {
        globalThis.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ""} ${event.sample}`);
      });
    });
  }
  page.problems = problems;
  page.start = async (hash = "") => {
    // Another hash alone loads nothing: what was shown stays there for a moment.
    if (hash && page.url().startsWith(address)) return follow(page, hash);
    await page.goto(`${address}${hash}`);
    await started(page);
  };
  page.again = async () => {
    await page.reload();
    await started(page);
  };
  return page;
}

/// Goes to another hash of the page that is open. Resolves when the page has followed and come to rest.
async function follow(page, hash) {
  await page.evaluate(async (hash) => {
    if (location.hash !== hash) {
      const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = hash;
      await changed;
    }
    let quiet = 0;
    const watch = new MutationObserver(() => (quiet = 0));
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    // What plays by itself never rests.
    for (let frames = 0; frames < 60 && quiet < 3; frames += 1, quiet += 1) {
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
    watch.disconnect();
  }, hash);
  await started(page);
}

/// Opens a demo in a page of its own, in English, and runs it at once, beside the list of events.
export async function runBesideEvents(site, hash, options) {
  const page = await site.newPage(options);
  await page.start(hash);
  await page.getByRole("button", { name: "Exact" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".figures dd").first().waitFor();
  await page.getByRole("button", { name: "Events" }).click();
  return page;
}

/// Fails unless a check comes true within so many `tries`, 20 ms apart: what follows from what a reader does may come a
/// moment later.
export async function eventually(check, what, tries = 150) {
  for (; tries > 0; tries -= 1) {
    if (await check()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  assert.fail(what ?? `it never came true: ${check}`);
}

/// A sign of a reader, at which the front page starts its program.
export const sign = (page) => page.evaluate(() => dispatchEvent(new Event("pointermove")));

/// Fails unless what is read of the page is as expected, a text or a list, or matches the expression, within 3 s: what is
/// shown follows a frame or more after what a reader does, and later on a busy machine.
export async function shows(read, expected, what) {
  const check = expected instanceof RegExp ? assert.match : assert.deepEqual;
  for (const end = performance.now() + 3000; ; ) {
    const found = await read();
    try {
      return check(found, expected, what);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

/// Resolves when the page has taken the place of the shell and listens to keys.
export async function started(page) {
  await sign(page);
  await page.waitForFunction(() => document.querySelector("#app:not([aria-busy])") && !document.querySelector(".shell, #front, .reference-about[aria-busy]"), null, {
    timeout: 20_000,
  });
}

/// Fails with the list if anything went wrong on the page. `except` are patterns of what the test itself brings about.
export async function assertClean(page, except = []) {
  const refused = await page.evaluate(() => globalThis.refused ?? []).catch(() => []);
  const all = [...page.problems, ...refused.map((text) => `refused by policy: ${text}`)];
  const left = all.filter((text) => !except.some((pattern) => pattern.test(text)));
  assert.deepEqual(left, []);
}

/// Fails with a readable list if axe-core finds anything. `options` are axe's.
export async function assertAccessible(page, options = {}) {
  // Through the debugger: as a script element it would be refused by the page's policy.
  await page.evaluate(await readFile(AXE, "utf8"));
  const violations = await page.evaluate(async (options) => {
    const result = await globalThis.axe.run(document, options);
    return result.violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id} (${help}): ${node.target.join(" ")}\n${node.failureSummary}`),
    );
  }, options);
  assert.deepEqual(violations, []);
}
