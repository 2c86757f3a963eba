// Renders the front page in node, by the page's own program on a DOM without a window: `prerender.mjs FOLDER LANGUAGE WIDTH`
// prints the markup of the page as it stands once it is whole. The comparison is drawn for a canvas of WIDTH px, as elements,
// since there is nothing to draw on.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// Of the test's packages, where npm has put all of them.
const packages = createRequire(new URL("../../tests/package.json", import.meta.url));
const { GlobalWindow } = await import(pathToFileURL(packages.resolve("happy-dom")));

const [folder, language, width] = process.argv.slice(2);
const PATIENCE_MS = 20_000;

const fail = (...what) => {
  console.error(`The front page could not be rendered (${language}, ${width} px):`, ...what);
  process.exit(1);
};
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

// The program looks for all that a browser has in the global object.
const window = new GlobalWindow({
  url: "https://loopline.invalid/",
  settings: { device: { prefersReducedMotion: "reduce" } },
});
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) define(name, window[name]);
for (const name of ["document", "location", "history", "navigator", "localStorage", "Event", "Node", "Element"]) define(name, window[name]);
for (const name of ["addEventListener", "removeEventListener", "matchMedia", "requestAnimationFrame", "cancelAnimationFrame"]) {
  define(name, window[name].bind(window));
}
for (const name of ["window", "self"]) define(name, globalThis);
define("Window", class { static [Symbol.hasInstance] = (value) => value === globalThis || value === window; });
// Without a layout every canvas is as wide as it was asked for.
window.HTMLCanvasElement.prototype.getBoundingClientRect = () => new window.DOMRect(0, 0, Number(width), 0);
define("ResizeObserver", class {
  constructor(callback) {
    this.callback = callback;
  }
  observe() {
    setTimeout(this.callback);
  }
  disconnect() {}
});
// What the page fetches lies in the folder.
define("fetch", async (path) => new Response(readFileSync(join(folder, String(path))), { headers: { "content-type": "application/wasm" } }));
define("loopline", {
  panicked: fail,
  load: (path) => import(pathToFileURL(resolve(folder, path))),
  keep() {},
  prefetch() {},
});

const html = readFileSync(join(folder, "index.html"), "utf8");
// No script of the document runs, and no style is wanted.
document.write(html.replace(/<script src[^]*?<\/script>|<link[^>]*>/g, ""));
const root = document.documentElement;
Object.assign(root, { lang: language });
Object.assign(root.dataset, { lang: language, theme: "system" });

const named = (pattern) => resolve(folder, readdirSync(folder).find((name) => pattern.test(name)) ?? fail(`no ${pattern}`));
const page = await import(pathToFileURL(named(/^main-.*\.js$/)));
await page.default({ module_or_path: readFileSync(named(/^main-.*_bg\.wasm$/)) });

const app = document.getElementById("app");
// The program draws in slices: that the page is whole is said a moment before its last chapter is there.
const demos = Object.keys(JSON.parse(document.getElementById("previews").textContent)).length;
const whole = () =>
  !app.hasAttribute("aria-busy") &&
  app.querySelector("main.front:not(.growing) .reference-links") &&
  app.querySelector("[data-drawn]") &&
  app.querySelectorAll(".card").length === demos;
const began = performance.now();
while (!whole()) {
  if (performance.now() - began > PATIENCE_MS) fail("it is not whole", app.innerHTML);
  await new Promise((done) => setTimeout(done, 10));
}
// The policy of the page allows no styles in elements: the style sheet keeps the room that they would.
for (const element of app.querySelectorAll("[style]")) element.removeAttribute("style");
for (const canvas of app.querySelectorAll("canvas")) canvas.remove();
if (app.querySelector(".notice")) fail("it has a notice:", app.querySelector(".notice").textContent);
process.stdout.write(app.innerHTML, () => process.exit(0));
