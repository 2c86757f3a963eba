// Starts the page: language and theme before the first paint, the download with its progress, and a way on when the
// page cannot start or has stopped. It stands outside the wasm on purpose: after a panic nothing in there runs.
"use strict";

(() => {
  const root = document.documentElement;
  const STALL_MS = 30_000;
  const AGAIN_MS = 120_000;

  // Storage may be forbidden, full or hold anything.
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };
  const stored = (key, allowed) => {
    const value = attempt(() => localStorage.getItem(key));
    return allowed.includes(value) ? value : null;
  };

  const preferred = (navigator.languages ?? [navigator.language])
    .map((tag) => String(tag).slice(0, 2).toLowerCase())
    .find((language) => language === "en" || language === "ru");
  // A frame in another page: what is shown of the program's page, and in which language and colours, its address says.
  const asked = new URLSearchParams(location.search);
  const among = (name, allowed) => (allowed.includes(asked.get(name)) ? asked.get(name) : null);
  const embedded = asked.has("embed");
  if (embedded) root.dataset.embed = among("embed", ["timeline", "console"]) ?? "1";
  const language = (embedded ? among("lang", ["en", "ru"]) : stored("loopline.lang", ["en", "ru"])) ?? preferred ?? "en";
  root.lang = language;
  root.dataset.lang = language;
  const THEMES = ["light", "dark", "system"];
  root.dataset.theme = (embedded ? among("theme", THEMES) : stored("loopline.theme", THEMES)) ?? "system";

  const TEXTS = {
    en: {
      notLoaded: "Loopline did not load",
      notLoadedWhy: "Its program could not be fetched or started. Check the connection, then reload.",
      stalled: "The download stopped half-way. Check the connection, then reload.",
      tooOld: "This browser has no WebAssembly, which Loopline needs. A newer browser will do.",
      reload: "Reload",
      panicked: "Loopline stopped: an error in its own code",
      panickedWhy: "Nothing on the page runs any more. The address keeps the demo and its parameters.",
      again: "The same happened a moment ago; another demo may work.",
      reloadDemo: "Reload this demo",
      allDemos: "All demos",
      details: "Details",
      unknown: "Unknown error",
    },
    ru: {
      notLoaded: "Loopline не загрузился",
      notLoadedWhy: "Не удалось скачать или запустить программу. Проверьте соединение и перезагрузите страницу.",
      stalled: "Загрузка остановилась на полпути. Проверьте соединение и перезагрузите страницу.",
      tooOld: "В этом браузере нет WebAssembly, без которого Loopline не работает. Подойдёт браузер поновее.",
      reload: "Перезагрузить",
      panicked: "Loopline остановился: ошибка в его собственном коде",
      panickedWhy: "На странице больше ничего не выполняется. Демо и его параметры сохранены в адресе.",
      again: "То же самое было только что; возможно, другое демо заработает.",
      reloadDemo: "Перезапустить это демо",
      allDemos: "Все демо",
      details: "Подробности",
      unknown: "Неизвестная ошибка",
    },
  };
  // The page may have changed the language since.
  const texts = () => (root.lang === "ru" ? TEXTS.ru : TEXTS.en);

  const whenParsed = new Promise((resolve) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });

  // ---- The front page, which the document brings ---------------------------------------------------------------

  // At its own address it is there, to be read and used, until the page takes its place.
  const atFront = () => /^#?\/?$/.test(location.hash);
  if (atFront()) root.dataset.front = "";
  whenParsed.then(() => {
    const front = document.getElementById("front");
    const other = document.getElementById(`front-${language}`);
    if (atFront() && other) {
      front.replaceChildren(other.content.cloneNode(true));
      front.lang = language;
    }
    if (!atFront()) leaveFront();
  });
  const leaveFront = () => {
    delete root.dataset.front;
    document.getElementById("front")?.remove();
    // With the other language's: some thousand elements, in each frame of a page that has many.
    for (const other of document.querySelectorAll('template[id^="front-"]')) other.remove();
  };
  // Listens from the start: a listener that is added while a `hashchange` is handled does not hear that one, and the front
  // page would stand at the address of a demo until the program has come.
  addEventListener("hashchange", () => atFront() || leaveFront());

  // What was pressed before there was a program to hear it.
  let pressed = null;
  addEventListener(
    "click",
    ({ target }) => {
      const button = target.closest?.(":is(#front, #still) button");
      if (!button || button.hasAttribute("popovertarget")) return;
      pressed?.removeAttribute("aria-busy");
      pressed = button;
      pressed.setAttribute("aria-busy", "true");
    },
    { capture: true },
  );

  // The element of the page that stands for one of what it replaces: the first of its kind that says the same.
  const counterpart = (element, front, app) => {
    if (!element || !front.contains(element)) return null;
    const says = (one) => [one.id, one.getAttribute("href"), one.getAttribute("aria-label"), one.textContent].join("\n");
    return [...app.querySelectorAll(element.localName)].find((other) => says(other) === says(element)) ?? null;
  };

  // What a frame shows until it is touched, static/frame.js.
  let frame = null;
  const standIn = () => document.querySelector("#front, #still");

  // Puts the page in the place of the document's front page, or of a still page: nothing moves, and what the reader has begun
  // goes on.
  const takeOver = () => {
    const front = standIn();
    const app = document.getElementById("app");
    if (!front) return;
    const search = front.querySelector("input[type=search]");
    const place = [scrollX, scrollY];
    const focused = counterpart(document.activeElement, front, app);
    const button = counterpart(pressed, front, app);
    const menus = [...front.querySelectorAll("[popover]:popover-open")].map((menu) => counterpart(menu, front, app));
    // Chapters outside the window are not laid out, and as high as the style sheet guesses. Given the heights of the
    // document's own, the page is as long above the reader as what it replaces: else another chapter would be in view.
    const chapters = (root) => [...root.querySelectorAll(".chapters > section")];
    const heights = chapters(front).map((chapter) => chapter.getBoundingClientRect().height);
    chapters(app).forEach(({ style }, i) => (style.containIntrinsicBlockSize = `auto ${heights[i]}px`));
    frame?.leave(app);
    leaveFront();
    scrollTo({ left: place[0], top: place[1], behavior: "instant" });
    for (const menu of menus) menu?.showPopover();
    focused?.focus({ preventScroll: true });
    if (search?.value) {
      const field = app.querySelector("input[type=search]");
      field.value = search.value;
      field.setSelectionRange(search.selectionStart, search.selectionEnd);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    button?.click();
  };

  // Resolves when the page is to be started: elsewhere at once, at the front page at the first sign of a reader who does
  // something. Its program is fetched before that, when the browser is idle. A click can come without a pointer: of voice
  // control or a screen reader.
  const SIGNS = ["pointermove", "pointerdown", "click", "keydown", "focusin", "wheel", "scroll", "hashchange"];
  const wanted = new Promise((resolve) => {
    if (!atFront()) return resolve();
    for (const sign of SIGNS) addEventListener(sign, resolve, { once: true, capture: true, passive: true });
    const fetchAhead = () => {
      const { js, wasm } = document.querySelector('meta[name="loopline-app"]').dataset;
      prefetch([js, wasm]);
    };
    const idle = () => (globalThis.requestIdleCallback ?? setTimeout)(fetchAhead, { timeout: 2000 });
    if (document.readyState === "complete") idle();
    else addEventListener("load", idle, { once: true });
  });

  // Calls back when the page is there to be used, whole and with its picture, or has none within a few seconds.
  const whenUsable = (callback) => {
    const app = document.getElementById("app");
    const PATIENCE_MS = 5_000;
    let late = false;
    const look = () => {
      if (app.hasAttribute("aria-busy") || app.querySelector(".growing")) return;
      // The program draws in slices, and says that all is there a moment before the last of it is.
      const cards = (root) => root.querySelectorAll(".card").length;
      const front = document.getElementById("front");
      if (!late && front && cards(app) < cards(front)) return;
      if (!late && (!app.querySelector("[data-drawn]") || frame?.isGrowing(app))) return;
      watch.disconnect();
      callback();
    };
    const watch = new MutationObserver(look);
    watch.observe(app, { subtree: true, childList: true, attributeFilter: ["aria-busy", "class", "data-drawn", "hidden"] });
    setTimeout(() => {
      late = true;
      look();
    }, PATIENCE_MS);
    look();
  };

  // ---- The banner ----------------------------------------------------------------------------------------------

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  // The page's controls would call into what no longer runs. They stay readable, which `inert` would end.
  const silence = () => {
    const stop = (event) => {
      if (event.target?.closest?.("#banner")) return;
      event.stopImmediatePropagation();
      if (event.type === "click" || event.type === "submit") event.preventDefault();
    };
    const types = "click dblclick input change submit keydown keyup pointerdown pointermove pointerup wheel resize hashchange popstate";
    for (const type of types.split(" ")) addEventListener(type, stop, { capture: true });
  };

  let told = false;
  // One banner: what follows the first failure is its consequence.
  const tell = ({ title, paragraphs, details, actions }) => {
    if (told) return;
    told = true;
    whenParsed.then(() => {
      document.getElementById("loading")?.setAttribute("hidden", "");
      document.getElementById("app")?.removeAttribute("aria-busy");
      silence();
      const banner = element("div", "banner");
      banner.id = "banner";
      banner.setAttribute("role", "alert");
      // An alert is read out for what enters it once it is there.
      document.body.append(banner);
      banner.append(element("h2", "", title), ...paragraphs.filter(Boolean).map(([style, text]) => element("p", style, text)));
      const row = element("div", "banner-actions");
      for (const [label, primary, act] of actions) {
        const button = element("button", primary ? "primary" : "", label);
        button.type = "button";
        button.addEventListener("click", act);
        row.append(button);
      }
      banner.append(row);
      if (details) {
        const more = element("details");
        more.append(element("summary", "", texts().details), element("pre", "", details));
        banner.append(more);
      }
      row.querySelector("button.primary")?.focus();
    });
  };

  const reload = () => location.reload();
  const reloadAtFront = () => {
    // A change after the "#" loads nothing by itself.
    attempt(() => history.replaceState(null, "", "#/"));
    location.reload();
  };

  const describe = (error) => String(error?.stack || error?.message || error || texts().unknown);

  const notLoaded = (error, why) =>
    tell({
      title: texts().notLoaded,
      paragraphs: [["", why ?? texts().notLoadedWhy]],
      details: describe(error),
      actions: [[texts().reload, true, reload]],
    });

  // Called by the panic hook of the wasm, just before it traps. It only reports: a page that reloaded itself would do
  // so for ever when the panic is in its start.
  const panicked = (message, place) => {
    if (told) return;
    const last = attempt(() => JSON.parse(sessionStorage.getItem("loopline.panic")));
    const now = Date.now();
    const again = last?.address === location.href && now - last.at < AGAIN_MS;
    const report = { message: String(message ?? ""), location: String(place ?? ""), address: location.href, at: now };
    attempt(() => sessionStorage.setItem("loopline.panic", JSON.stringify(report)));
    tell({
      title: texts().panicked,
      paragraphs: [
        ["banner-message", report.message || texts().unknown],
        ["", again ? texts().again : texts().panickedWhy],
      ],
      details: [report.message, report.location, report.address].filter(Boolean).join("\n"),
      actions: [
        [texts().reloadDemo, !again, reload],
        [texts().allDemos, again, reloadAtFront],
      ],
    });
  };
  // What is loaded only when it is wanted, by its path in the page's folder.
  const load = async (path) => {
    const address = new URL(path, document.baseURI).href;
    const module = await import(address);
    keep([address]);
    return module;
  };
  // Has what was loaded kept for offline use: on a first visit the service worker does not see it pass.
  const keep = (addresses) => {
    navigator.serviceWorker?.ready.then(({ active }) => active.postMessage(addresses));
  };

  // Has the browser fetch what will be wanted when it has nothing else to do, and nothing more: no script runs, no wasm is
  // compiled.
  const prefetch = (paths) => {
    for (const path of paths) {
      // Not by a link: Firefox holds one to the policy's `default-src`, and WebKit knows none. What fails is asked for again
      // when it is wanted.
      fetch(new URL(path, document.baseURI), { priority: "low" }).then((response) => response.arrayBuffer()).catch(() => {});
    }
  };

  globalThis.loopline = Object.freeze({ panicked, load, keep, prefetch });

  // What no panic hook saw. Traps: out of memory, a failed check of the compiler's. And whatever else was thrown across
  // the wasm, a stack that overflowed or a browser's refusal that nobody caught: it skipped the code on its way, so what
  // that code held is held for ever.
  const isTrap = (error) =>
    (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) || /wasm-function/.test(error?.stack ?? "");
  const caught = (error) => {
    if (isTrap(error)) panicked(error.message, error.stack);
  };
  addEventListener("error", (event) => caught(event.error));
  addEventListener("unhandledrejection", (event) => caught(event.reason));

  // ---- Loading -------------------------------------------------------------------------------------------------

  class Stalled extends Error {}

  // The response, whose body moves the progress bar as it is read.
  const download = async (address) => {
    const abort = new AbortController();
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(new Stalled("no data for 30 s")), STALL_MS);
    };
    alive();
    const response = await fetch(address, { signal: abort.signal });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText} ${address}`);
    // The length of a compressed body is not that of what arrives here.
    const compressed = response.headers.get("content-encoding");
    const total = compressed ? 0 : Number(response.headers.get("content-length"));
    let seen = 0;
    await whenParsed;
    const bar = document.getElementById("loading-bar");
    const counted = new TransformStream({
      transform(chunk, controller) {
        alive();
        seen += chunk.byteLength;
        if (bar && total >= seen) bar.value = seen / total;
        controller.enqueue(chunk);
      },
      flush: () => clearTimeout(timer),
    });
    return new Response(response.body.pipeThrough(counted), { headers: { "content-type": "application/wasm" } });
  };

  // The shell is seen before the program, which keeps the thread busy, is started. A page in the background paints
  // nothing, and does not wait.
  const painted = new Promise((resolve) => {
    attempt(() => new PerformanceObserver(resolve).observe({ type: "paint", buffered: true }));
    setTimeout(resolve, 200);
  });

  // A frame of another page shows nothing before it comes into sight, and then a still page: it starts its program when the
  // reader touches it, since a course has many frames, and each program takes a page's memory.
  const touched = async () => {
    if (!embedded) return;
    await whenParsed;
    await new Promise((resolve) => {
      const watch = new IntersectionObserver((seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        watch.disconnect();
        resolve();
      });
      watch.observe(document.body);
    });
    // Without it the program starts at once.
    frame = await import(new URL("frame.js", document.baseURI)).catch(() => null);
    await frame?.still(root.dataset.embed);
  };

  const start = async () => {
    await Promise.all([wanted, touched()]);
    if (!globalThis.WebAssembly?.instantiateStreaming) {
      notLoaded(null, texts().tooOld);
      return;
    }
    // Its place is there from the start: nothing moves when the first byte arrives.
    whenParsed.then(() => told || document.getElementById("loading")?.removeAttribute("hidden"));
    const where = document.querySelector('meta[name="loopline-app"]').dataset;
    const [glue, body] = await Promise.all([
      import(new URL(where.js, document.baseURI)),
      download(new URL(where.wasm, document.baseURI)),
    ]);
    await whenParsed;
    await painted;
    await glue.default({ module_or_path: body });
    if (standIn()) whenUsable(takeOver);
    document.getElementById("loading")?.setAttribute("hidden", "");
    dispatchEvent(new Event("loopline:started"));
  };

  const serveOffline = () => {
    // Forbidden storage forbids it too; the page works without.
    navigator.serviceWorker?.register(new URL("sw.js", document.baseURI)).catch(() => {});
  };

  start().then(serveOffline, (error) => {
    if (isTrap(error)) caught(error);
    else notLoaded(error, error instanceof Stalled ? texts().stalled : undefined);
  });
})();
