// The shell: what stands before the page runs, when it cannot, and after it has stopped.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DIST, assertAccessible, assertClean, eventually, open, shows, sign, started } from "./browser.mjs";
import { serve } from "../../static/build/serve.mjs";

const WASM = /_bg\.wasm$/;
// What the browser itself says when a test takes a file away.
const TAKEN_AWAY = [/failed: .*\.wasm/, /Failed to load resource/];

describe("the shell", () => {
  let site;
  before(async () => {
    site = await open();
  });
  after(() => site.close());

  for (const [locale, colorScheme] of [["en-US", "light"], ["ru-RU", "dark"]]) {
    test(`the page opens under a sub-path, clean and accessible (${locale}, ${colorScheme})`, async () => {
      const page = await site.newPage({ locale, colorScheme });
      await page.start();
      await shows(() => page.getAttribute("html", "lang"), locale.slice(0, 2));
      await assertAccessible(page);
      await assertClean(page);
      await page.context().close();
    });
  }

  test("each file is sent once, also those that are fetched ahead", async () => {
    for (const ahead of [false, true]) {
      const page = await site.newPage();
      await page.goto(site.address);
      // The program is fetched ahead, or asked for while that goes on.
      if (ahead) await page.waitForTimeout(1000);
      await started(page);
      const sent = await page.evaluate(() =>
        performance.getEntriesByType("resource").filter(({ transferSize }) => transferSize > 0).map(({ name }) => name),
      );
      assert.ok(sent.length > 4, `${sent}`);
      assert.deepEqual([...new Set(sent)], sent);
      await page.context().close();
    }
  });

  test("the policy allows no inline script, no eval, and nothing from elsewhere", async () => {
    const page = await site.newPage();
    await page.start();
    const policy = await page.getAttribute("meta[http-equiv='Content-Security-Policy']", "content");
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);
    // Heights that scripts set through the element's own style are allowed, and no markup: what was refused is counted.
    await shows(() => page.evaluate(() => document.querySelectorAll("script:not([src], [type='application/json']), style").length), 0);
    assert.doesNotMatch(await (await fetch(site.address)).text(), / style=/);
    await assertClean(page);
    await page.context().close();
  });

  test("without scripts the text stands there in both languages", async () => {
    const page = await site.newPage({ javaScriptEnabled: false });
    await page.goto(site.address);
    const text = await page.innerText("body");
    assert.match(text, /runs async programs/);
    assert.match(text, /запускает асинхронные программы/);
    assert.match(text, /JavaScript/);
    // The policy counts a preloaded module among the scripts that this reader forbids.
    await assertClean(page, [/failed: .*\.js csp/]);
    await page.context().close();
  });

  test("before the wasm runs the text is there in the reader's language, with progress", async () => {
    const page = await site.newPage({ locale: "ru-RU" });
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(WASM, async (route) => {
      await held;
      await route.continue();
    });
    // At the front page's own address that page stands there: first-visit.test.mjs.
    await page.goto(`${site.address}#/demo/hello`, { waitUntil: "domcontentloaded" });
    await page.getByText("запускает асинхронные программы").waitFor();
    await shows(() => page.getByText("runs async programs").isVisible(), false);
    await page.getByRole("progressbar", { name: "Загрузка" }).waitFor();
    await assertAccessible(page);
    release();
    await started(page);
    await assertClean(page);
    await page.context().close();
  });

  test("the saved language and theme win over the browser's", async () => {
    const page = await site.newPage({ locale: "en-US" });
    await page.addInitScript(() => {
      localStorage.setItem("loopline.lang", "ru");
      localStorage.setItem("loopline.theme", "dark");
    });
    await page.start();
    await shows(() => page.getAttribute("html", "lang"), "ru");
    await shows(() => page.getAttribute("html", "data-theme"), "dark");
    await shows(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(15, 16, 18)");
    await page.context().close();
  });

  test("damaged or forbidden storage changes nothing", async () => {
    for (const spoil of [
      () => {
        localStorage.setItem("loopline.lang", "{tlh");
        localStorage.setItem("loopline.theme", "\u0000");
      },
      () => {
        for (const name of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException("forbidden", "SecurityError");
            },
          });
        }
      },
    ]) {
      const page = await site.newPage();
      await page.addInitScript(spoil);
      await page.start();
      await shows(() => page.getAttribute("html", "lang"), "en");
      await shows(() => page.getAttribute("html", "data-theme"), "system");
      await page.evaluate(() => globalThis.loopline.panicked("a broken invariant", "src/lib.rs:1:1"));
      await page.getByRole("alert").waitFor();
      await assertClean(page);
      await page.context().close();
    }
  });

  for (const [locale, title, reload] of [
    ["en-US", "Loopline did not load", "Reload"],
    ["ru-RU", "Loopline не загрузился", "Перезагрузить"],
  ]) {
    test(`a wasm that does not arrive gives a message and a way on (${locale})`, async () => {
      const page = await site.newPage({ locale });
      await page.route(WASM, (route) => route.abort());
      await page.goto(site.address);
      await sign(page);
      const banner = page.getByRole("alert");
      await banner.waitFor();
      await shows(() => banner.innerText(), new RegExp(title));
      await assertAccessible(page);
      await page.unroute(WASM);
      await banner.getByRole("button", { name: reload }).click();
      await started(page);
      await shows(() => page.getByRole("alert").count(), 0);
      await assertClean(page, TAKEN_AWAY);
      await page.context().close();
    });
  }

  test("a wasm that is missing or damaged gives the message too", async () => {
    for (const answer of [{ status: 404, body: "gone" }, { status: 200, contentType: "application/wasm", body: "\0asm?" }]) {
      for (const [hash, text] of [["", /See what async code does/], ["#/demo/hello", /runs async programs/]]) {
        const page = await site.newPage();
        await page.route(WASM, (route) => route.fulfill(answer));
        await page.goto(`${site.address}${hash}`);
        await sign(page);
        await page.getByRole("alert").getByRole("button", { name: "Reload" }).waitFor();
        await shows(() => page.innerText("body"), text, "the text stays");
        await page.context().close();
      }
    }
  });

  test("a download that stops half-way is given up with a message", async () => {
    const page = await site.newPage();
    await page.clock.install();
    await page.route(WASM, () => {});
    await page.goto(site.address, { waitUntil: "domcontentloaded" });
    await sign(page);
    await page.clock.fastForward(31_000);
    const banner = page.getByRole("alert");
    await banner.waitFor();
    await shows(() => banner.innerText(), /stopped half-way/);
    await page.context().close();
  });

  test("a panic leaves the page there, with its message and two ways on; again and again it does not loop", async () => {
    const page = await site.newPage();
    let loads = 0;
    page.on("load", () => loads++);
    await page.start("#/demo/gather?a=3");
    const panic = () =>
      page.evaluate(() => {
        globalThis.loopline.panicked("a broken invariant <b>", "src/app/mod.rs:12:5");
        globalThis.loopline.panicked("its consequence", "elsewhere");
      });
    await panic();
    const banner = page.getByRole("alert");
    await shows(() => banner.innerText(), /a broken invariant <b>/);
    await shows(() => banner.count(), 1);
    await shows(() => page.evaluate(() => document.activeElement.textContent), "Reload this demo");
    await banner.getByText("Details").click();
    await shows(() => banner.innerText(), /src\/app\/mod\.rs:12:5/);
    await assertAccessible(page);

    await banner.getByRole("button", { name: "Reload this demo" }).click();
    await page.waitForLoadState("load");
    await started(page);
    assert.match(page.url(), /#\/demo\/gather\?a=3$/);
    await panic();
    await shows(() => banner.innerText(), /another demo may work/);
    assert.equal(loads, 2, "nothing reloads by itself");

    await banner.getByRole("button", { name: "All demos" }).click();
    await page.waitForURL(/#\/$/);
    await started(page);
    await shows(() => page.getByRole("alert").count(), 0);
    await assertClean(page);
    await page.context().close();
  });

  // What the shell kept of the last panic.
  const report = (page) => page.evaluate(() => JSON.parse(sessionStorage.getItem("loopline.panic")));

  test("a panic of the page's own code says what broke and where, and reloads into the same demo", async () => {
    const page = await site.newPage({ locale: "ru-RU" });
    // The one thing that the page cannot be without, and panics over: the element that it is mounted in.
    await page.addInitScript(() => {
      if (sessionStorage.getItem("loopline.panic")) return;
      addEventListener("DOMContentLoaded", () => (document.getElementById("app").id = "elsewhere"));
    });
    await page.goto(`${site.address}#/demo/gather?a=3`);
    const banner = page.getByRole("alert");
    await banner.waitFor();
    await shows(() => banner.innerText(), /index\.html has the element that the page is mounted in/);
    const { message, location, address } = await report(page);
    assert.match(message, /index\.html has the element/);
    assert.match(location, /^src\/web\/dom\.rs:\d+:\d+$/);
    assert.equal(address, page.url());
    await banner.getByText("Подробности").click();
    await shows(() => banner.innerText(), /src\/web\/dom\.rs/);
    await banner.getByRole("button", { name: "Перезапустить это демо" }).click();
    await started(page);
    assert.match(page.url(), /#\/demo\/gather\?a=3$/);
    await shows(() => page.locator("h1").innerText(), /\S/);
    await shows(() => page.locator("#banner").count(), 0);
    await page.context().close();
  });

  test("an error thrown across the running wasm, in the middle of a demo, leads to the same banner", async () => {
    const page = await site.newPage();
    await page.start("#/demo/gather?a=3");
    await page.evaluate(() => {
      const now = performance.now.bind(performance);
      performance.now = () => {
        // Only for the page's own program: the test asks for the time as well.
        const error = new Error("the clock has stopped");
        if (error.stack.includes("wasm-function")) throw error;
        return now();
      };
    });
    await page.getByRole("button", { name: "Run", exact: true }).first().click();
    const banner = page.locator("#banner");
    await banner.waitFor();
    await shows(() => banner.innerText(), /Loopline stopped[^]*the clock has stopped/);
    assert.equal((await report(page)).address, page.url());
    await assertAccessible(page);
    await banner.getByRole("button", { name: "Reload this demo" }).click();
    await page.waitForFunction(() => !document.getElementById("banner"));
    await started(page);
    assert.match(page.url(), /#\/demo\/gather\?a=3$/);
    await page.getByRole("button", { name: "Run", exact: true }).first().click();
    await page.getByText("finished").first().waitFor();
    await page.context().close();
  });

  test("a trap that no panic hook saw leads to the same banner", async () => {
    const page = await site.newPage();
    await page.start();
    await page.evaluate(() => {
      // (module (func (export "f") unreachable))
      const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
      setTimeout(exports.f);
    });
    await page.getByRole("alert").getByText("unreachable").first().waitFor();
    await page.context().close();
  });

  test("on a phone nothing of the shell is cut off", async () => {
    const page = await site.newPage({ viewport: { width: 390, height: 844 }, locale: "ru-RU" });
    await page.route(WASM, (route) => route.abort());
    await page.goto(site.address);
    await sign(page);
    await page.getByRole("alert").waitFor();
    const { width, scroll } = await page.evaluate(() => ({
      width: document.documentElement.clientWidth,
      scroll: document.documentElement.scrollWidth,
    }));
    assert.ok(scroll <= width, `${scroll} px wide on ${width}`);
    await page.context().close();
  });
});

describe("offline", () => {
  // The document's own words: its title is the app's.
  const described = (page) => page.locator('meta[name="description"]').getAttribute("content");

  test("after the first visit the page opens without a network, and a new version is shown at once", async () => {
    const folder = await mkdtemp(join(tmpdir(), "loopline-"));
    await cp(DIST, folder, { recursive: true });
    const site = await open({ folder });
    const edit = async (name, from, to) => {
      const text = await readFile(join(folder, name), "utf8");
      assert.ok(text.includes(from), `${name} contains ${from}`);
      await writeFile(join(folder, name), text.replace(from, to));
    };
    try {
      const page = await site.newPage({ serviceWorkers: "allow" });
      await page.start();
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      // Kept on purpose: what the browser happens to have of its own may be gone tomorrow.
      const kept = await page.evaluate(async () => {
        const requests = await (await caches.open((await caches.keys())[0])).keys();
        return requests.map(({ url }) => url.replace(/.*\/([^-]*-)?[^.]*/, "$1*"));
      });
      for (const name of ["main-*.wasm", "main-*.js", "style-*.css", "boot-*.js"]) assert.ok(kept.includes(name), `${name} of ${kept}`);
      await page.context().setOffline(true);
      await page.again();
      await shows(() => described(page), /^Watch async tasks/);
      await page.context().setOffline(false);

      // A new build changes the document and, through the list of its hashes, the worker.
      await edit("index.html", 'content="Watch async tasks', 'content="The next version');
      await edit("sw.js", '"index.html":"', '"index.html":"0');
      await page.again();
      await shows(() => described(page), /^The next version/);
      // Until the new worker has taken over and only its cache is left.
      // `caches.open` would bring a cache back that is just being deleted.
      const taken = () =>
        page.evaluate(async () => {
          const names = await caches.keys();
          const document = names.length === 1 && (await caches.match("index.html", { cacheName: names[0] }));
          return document && (await document.text()).includes("The next version");
        });
      await eventually(taken, "the new version's cache is the only one", 1000);
      await page.context().setOffline(true);
      await page.again();
      await shows(() => described(page), /^The next version/);
      await assertClean(page, [/ERR_INTERNET_DISCONNECTED/]);
      await page.context().close();
    } finally {
      await site.close();
      await rm(folder, { recursive: true });
    }
  });
});

describe("the server of the tests", () => {
  test("stays inside its folder and under its base", async () => {
    const server = await serve(new URL(".", import.meta.url).pathname, { base: "/base/" });
    try {
      const status = async (path) => (await fetch(new URL(path, server.address), { redirect: "manual" })).status;
      assert.equal(await status("/base/browser.mjs"), 200);
      assert.equal(await status("/base"), 308);
      assert.equal(await status("/browser.mjs"), 404);
      assert.equal(await status("/base/%2e%2e/package.json"), 404);
      assert.equal(await status("/base/..%2fpackage.json"), 404);
      assert.equal(await status("/base/%"), 400);
    } finally {
      await server.close();
    }
  });
});
