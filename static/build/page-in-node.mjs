// The page's own program in node, on a DOM without a window, for those steps of the build that take markup of it.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// Of the test's packages, where npm has put all of them.
const packages = createRequire(new URL("../../tests/package.json", import.meta.url));
const { GlobalWindow } = await import(pathToFileURL(packages.resolve("happy-dom")));

/// Starts the program of `folder` in the document's own elements and returns `app`, where it draws. Canvases are `width` px
/// wide; `embed` is the kind of a frame. `load` imports what the program loads later; `fail` is called with what goes wrong.
export const startPage = async ({ folder, language, width, embed, load, fail }) => {
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);

  // The program looks for all that a browser has in the global object.
  const window = new GlobalWindow({ url: "https://loopline.invalid/", settings: { device: { prefersReducedMotion: "reduce" } } });
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) define(name, window[name]);
  for (const name of ["document", "location", "history", "navigator", "localStorage", "Event", "Node", "Element"]) define(name, window[name]);
  for (const name of ["addEventListener", "removeEventListener", "matchMedia", "requestAnimationFrame", "cancelAnimationFrame"]) {
    define(name, window[name].bind(window));
  }
  for (const name of ["window", "self"]) define(name, globalThis);
  define("Window", class { static [Symbol.hasInstance] = (value) => value === globalThis || value === window; });
  // Without a layout every canvas is as wide as it was asked for.
  window.HTMLCanvasElement.prototype.getBoundingClientRect = () => new window.DOMRect(0, 0, width, 0);
  define("ResizeObserver", class {
    timers = [];
    constructor(callback) {
      this.callback = callback;
    }
    observe() {
      this.timers.push(setTimeout(this.callback));
    }
    disconnect() {
      this.timers.forEach(clearTimeout);
    }
  });
  // What the page fetches lies in the folder.
  define("fetch", async (path) => {
    const type = String(path).endsWith(".wasm") ? "application/wasm" : "text/plain";
    return new Response(readFileSync(join(folder, String(path))), { headers: { "content-type": type } });
  });
  define("loopline", { panicked: fail, load, keep() {}, prefetch() {} });

  const html = readFileSync(join(folder, "index.html"), "utf8");
  // No script of the document runs, and no style is wanted.
  document.write(html.replace(/<script src[^]*?<\/script>|<link[^>]*>/g, ""));
  const root = document.documentElement;
  Object.assign(root, { lang: language });
  Object.assign(root.dataset, { lang: language, theme: "system", ...(embed && { embed }) });

  const named = (pattern) => resolve(folder, readdirSync(folder).find((name) => pattern.test(name)) ?? fail(`no ${pattern}`));
  const page = await import(pathToFileURL(named(/^main-.*\.js$/)));
  await page.default({ module_or_path: readFileSync(named(/^main-.*_bg\.wasm$/)) });
  return document.getElementById("app");
};
