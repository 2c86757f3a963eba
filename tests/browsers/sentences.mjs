// What the page does in a browser that is not Chromium: the main things of tests/e2e, in the same words for each.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { serve } from "../../static/build/serve.mjs";
import { Visit } from "./visit.mjs";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const RECORD = fileURLToPath(new URL("../golden/chat.json", import.meta.url));
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const HOURS = `import asyncio
async def main():
    for n in range(3):
        print("hour", n)
        await asyncio.sleep(3600)
asyncio.run(main())
`;
const TAKE_TURNS = `import queue, threading
asked, answered = queue.Queue(), queue.Queue()
def serve():
    answered.put(asked.get() * 2)
threading.Thread(target=serve).start()
asked.put(21)
print(answered.get())
`;
const SERVES = `import asyncio
async def talk(reader, writer):
    await reader.readuntil(b"\\r\\n\\r\\n")
    writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello")
    writer.close()
async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 8080)
    await server.serve_forever()
asyncio.run(main())
`;
const DATABASES = `import asyncio, asyncpg, sqlite3
print(sqlite3.connect("tea.db").execute("select 40 + 2").fetchall())
async def main():
    db = await asyncpg.connect("postgresql://me:secret@localhost/tea")
    print(await db.fetchval("select 40 + 2"))
    await db.close()
asyncio.run(main())
`;
const CANNOT_LIVE = "This browser cannot suspend a running program: here it runs at once and is played afterwards";

/// Tests the page in a browser of README.md's kind; `suspends` says whether it can suspend WebAssembly.
export function testBrowser(name, openBrowser, { suspends }) {
  let browser;
  let site;
  before(async () => {
    site = await serve(DIST, { base: "/some/folder/" });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  // Sentences that share a tab of a fresh profile, since most of a test's time is spent until the page and its engine are
  // there. It is opened at a hash; nowhere yet, where that is null.
  const sharing = (about, hash, size, tell) =>
    describe(`${name}: ${about}`, () => {
      let tab;
      before(async () => {
        tab = await browser.newTab(size);
        if (hash !== null) await new Visit(tab).open(site.address + hash);
      });
      after(() => tab?.close());
      tell((words, act, except) =>
        test(words, async () => {
          const reader = new Visit(tab);
          await act(reader);
          await reader.isClean(except);
        }),
      );
    });

  sharing("a first visit", null, DESK, (sentence) => {
    sentence("reads the front page before its program has begun, and then uses the page in either language", async (reader) => {
      await reader.tab.goto(site.address);
      await reader.shows(reader.heading, "See what async code does");
      assert.equal(await reader.count("#front"), 1, "it stands in the document");
      await reader.isAccessible();
      await reader.click("РУ, Русский");
      await reader.started();
      await reader.shows(reader.heading, "Увидеть, что делает асинхронный код");
      await reader.isAccessible();
      await reader.click("EN, English");
      await reader.click("Run all three");
      await reader.until(() => [...document.querySelectorAll("button")].some(({ innerText }) => innerText.trim() === "Pause"));
    });
  });

  sharing("a demo", "#/demo/gather", DESK, (sentence) => {
    sentence("prints live what it prints exactly", async (reader) => {
      await reader.run("Exact");
      const exact = await reader.lines();
      assert.ok(exact.length > 4, `${exact}`);
      await reader.isAccessible();
      await reader.click("Live");
      await reader.click("Run");
      await reader.shows(reader.lines, exact.slice(0, 3), "the first lines come at once, the next after a second");
      await reader.choose("[aria-label=Speed]", "100");
      await reader.shows(reader.lines, exact);
      await reader.ended();
    });

    sentence("steps back by button, key and click, and takes the console with it", async (reader) => {
      await reader.follow("#/demo/bounded-queue", /A bounded queue/);
      await reader.run("Exact");
      const all = (await reader.lines()).length;
      await reader.click(".timeline canvas");
      const half = await reader.until((all) => {
        const { length } = document.querySelectorAll(".console-text");
        return length < all && length;
      }, all);
      assert.ok(half > 4, `${half} lines at half time of ${all}`);
      await reader.click("Events");
      const moment = () => reader.text("#events tr.current .number");
      const at = Number(await moment());
      await reader.click("One event back");
      await reader.shows(moment, `${at - 1}`);
      await reader.press("ArrowLeft");
      await reader.shows(moment, `${at - 2}`);
      await reader.click("To the start");
      await reader.click("Console");
      await reader.shows(reader.lines, []);
    });

    sentence("makes way for a saved record that is opened from a file, or dropped on the page", async (reader) => {
      await reader.tab.upload("#file-field", RECORD);
      await reader.shows(reader.heading, /chat/i);
      await reader.shows(() => reader.read(() => location.hash), "#/trace");
      await reader.shows(reader.lines, /chat/);
      const printed = await reader.lines();
      await reader.follow("#/demo/hello", "Hello … world");
      await reader.read((record) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([record], "record.json", { type: "application/json" }));
        for (const kind of ["dragenter", "dragover", "drop"]) {
          document.querySelector("main").dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
        }
      }, await readFile(RECORD, "utf8"));
      await reader.shows(reader.lines, printed);
    });
  });

  sharing("a program in Python", "#/python", DESK, (sentence) => {
    sentence("runs, is typed, fails at its line, and leaves its record", async (reader) => {
      await reader.ready();
      await reader.run();
      await reader.shows(async () => (await reader.lines()).at(-1), "Served: tea eggs rice");
      await reader.write("import asyncio");
      await reader.press("Enter");
      await reader.type("print(40 + 2)");
      await reader.press("Enter");
      await reader.type("1 / 0");
      await reader.press("Enter", ["Control"]);
      await reader.shows(reader.lines, /^42\n.*line 3.*ZeroDivisionError/s);
      await reader.ended();
      await reader.isAccessible();
    });

    sentence(suspends ? "runs live, at the pace of the clock on the wall" : "cannot run live, which the page says, and runs at once", async (reader) => {
      await reader.write(HOURS);
      if (suspends) {
        await reader.click("Live");
        await reader.click("Run");
        await reader.shows(reader.lines, ["hour 0"]);
        await reader.stop();
        await reader.shows(reader.lines, ["hour 0"], "what it has done stays");
      } else {
        const live = () =>
          reader.read(() => {
            const button = [...document.querySelectorAll("button")].find(({ innerText }) => innerText === "Live");
            return [button.disabled, button.title];
          });
        await reader.shows(live, [true, CANNOT_LIVE]);
      }
      await reader.run("Exact");
      await reader.shows(reader.lines, ["hour 0", "hour 1", "hour 2"]);
    });

    sentence(suspends ? "has threads that take turns" : "whose threads would have to take turns ends with a sentence", async (reader) => {
      await reader.write(TAKE_TURNS);
      await reader.run();
      if (suspends) await reader.shows(reader.lines, ["42"]);
      else await reader.shows(() => reader.text("#console"), /have to take turns, for which a browser has to suspend their stacks, and this one cannot/);
    });

    sentence(suspends ? "that serves is visited by hand" : "that serves is not visited by hand, which the page says", async (reader) => {
      await reader.write(SERVES);
      if (suspends) {
        await reader.click("Live");
        await reader.click("Run");
        await reader.click(".address-field");
        await reader.press("Enter");
        await reader.shows(() => reader.text(".visit-list .visit-status"), /200 OK/);
        await reader.shows(() => reader.text(".visit-list .visit-body"), "hello");
        await reader.stop();
        await reader.click("Exact");
      } else {
        await reader.click("Hosts");
        await reader.shows(() => reader.text(".python-pane"), /cannot suspend a program while it waits, so nobody visits a server by hand here/);
        await reader.click("Hosts");
      }
    });

    sentence("that asks for a line goes on from there", async (reader) => {
      await reader.write("name = input('Name? ')\nprint('Hello,', name)\n");
      await reader.click("Run");
      await reader.click("#console-input");
      await reader.type("Al");
      await reader.press("Enter");
      await reader.shows(reader.lines, ["Name? Al", "Hello, Al"]);
      await reader.ended();
    });

    sentence("has SQLite and PostgreSQL", async (reader) => {
      await reader.write(DATABASES);
      await reader.run();
      await reader.shows(reader.lines, ["[(42,)]", "42"]);
    });

    sentence("without end is stopped, and the next one runs", async (reader) => {
      await reader.write("print('begun')\nwhile True: pass\n");
      await reader.click("Run");
      await reader.stop();
      await reader.write("print('next')\n");
      await reader.run();
      await reader.shows(reader.lines, ["next"]);
      // Firefox's word on a worker that is ended while it computes on a stack that can be suspended.
    }, [/uncaught exception: undefined/]);

    sentence("travels in the link that the dialog makes", async (reader) => {
      await reader.write("print('привет')\n");
      await reader.click("Share");
      const link = await reader.until(() => document.querySelector("#share-link")?.value);
      assert.match(link, /#\/python\?link=1\.[\w-]+$/);
      await reader.isAccessible();
      await reader.tab.goto("about:blank");
      await reader.open(link);
      await reader.shows(reader.heading, "A program from a link");
      await reader.shows(async () => (await reader.program()).trim(), "print('привет')");
    });
  });

  const linked = deflateRawSync(JSON.stringify({ by: "5.5", main: "print('from a link')\n" })).toString("base64url");
  sharing("a link that carries a program", `#/python?link=1.${linked}`, DESK, (sentence) => {
    sentence("shows it, runs nothing and keeps nothing, until its reader does", async (reader) => {
      await reader.shows(reader.heading, "A program from a link");
      await reader.ready();
      await reader.shows(async () => (await reader.program()).trim(), "print('from a link')");
      assert.deepEqual(await reader.lines(), [], "nothing has run");
      assert.deepEqual(await reader.read(() => Object.keys(localStorage).filter((key) => /draft|files/.test(key))), []);
      await reader.run();
      await reader.shows(reader.lines, ["from a link"]);
      await reader.click("Keep as my draft");
      await reader.shows(() => reader.read(() => location.hash), "#/python");
    });
  });

  sharing("a frame in another page", null, DESK, (sentence) => {
    sentence("shows program and timeline, and runs", async (reader) => {
      const course = createServer((request, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        response.end(`<!doctype html><html lang="en"><title>Course</title><h1>Course</h1><iframe src="${site.address}?embed=1#/python/gather"
          title="program" width="900" height="520" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`);
      });
      await new Promise((listening) => course.listen(0, "127.0.0.1", listening));
      try {
        await reader.tab.goto(`http://127.0.0.1:${course.address().port}/`);
        const frame = reader.inFrame("iframe");
        await frame.until(() => !!document.querySelector("#still .embed-bar") && !!document.querySelector(".still-text .code-line"));
        assert.equal(await frame.count(".head, .catalogue"), 0);
        await frame.click("#run");
        await frame.until(() => !document.querySelector("#still") && !!document.querySelector(".python-editor"));
        await frame.ended();
        await frame.click("To the end");
        await frame.until(() => !!document.querySelector(".figures dd, .explanation"));
        assert.ok((await frame.read(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0);
      } finally {
        course.closeAllConnections();
        await new Promise((closed) => course.close(closed));
      }
    });
  });

  sharing("without a network", null, DESK, (sentence) => {
    sentence("the page that was visited before opens, and runs a program in Python", async (reader) => {
      const visited = await serve(DIST, { base: "/some/folder/" });
      try {
        await reader.open(`${visited.address}#/python`);
        await reader.ready();
        await reader.until(() => !!navigator.serviceWorker.controller);
        await reader.until(async () => {
          const kept = (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat();
          const plain = kept.map(({ url }) => url.replace(/.*\/|-[0-9a-f]+/g, ""));
          return ["index.html", "main.js", "main_bg.wasm", "editor.js", "worker_bg.js", "worker_bg.wasm"].every((name) => plain.includes(name));
        });
      } finally {
        await visited.close();
      }
      await reader.tab.reload();
      await reader.started();
      await reader.ready();
      await reader.run();
      await reader.shows(async () => (await reader.lines()).at(-1), "Served: tea eggs rice");
    });
  });

  sharing("on a phone", "#/glossary", PHONE, (sentence) => {
    for (const [theme, hash, heading] of [["light", "#/compare/go", /Go/], ["dark", "#/demo/semaphore", /./], ["dark", "#/", /See/]]) {
      sentence(`${hash} fits and is accessible: ${theme}`, async (reader) => {
        await reader.read((theme) => localStorage.setItem("loopline.theme", theme), theme);
        await reader.tab.goto("about:blank");
        await reader.open(site.address + hash);
        await reader.shows(reader.heading, heading);
        await reader.isAccessible();
        const { wide, wanted } = await reader.read(() => ({ wide: document.documentElement.scrollWidth, wanted: innerWidth }));
        assert.ok(wide <= wanted && wanted === PHONE.width, `${wide} px in ${wanted}`);
      });
    }
  });
}
