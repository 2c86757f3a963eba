// Draws programs' pages as frames show them, in node: `draw-frames.mjs FOLDER LANGUAGE KIND` reads names and addresses as JSON
// and prints for each the markup of its parts: `own`, which it alone has, and `shared`, the rest.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { startPage } from "./page-in-node.mjs";

const [folder, language, embed] = process.argv.slice(2);
const PATIENCE_MS = 20_000;
/// The time without a change after which a page is whole.
const REST_MS = 60;

let name;
const fail = (...what) => {
  console.error(`The frame of ${name} could not be drawn (${language}, ${embed}):`, ...what);
  process.exit(1);
};
// Without the editor, which needs a layout: there is a plain field in its place.
const load = async (path) => {
  if (!path.endsWith("editor/editor.js")) return import(pathToFileURL(resolve(folder, path)));
  throw new Error("no editor");
};
// As in most browsers: the clock of live runs can be chosen.
WebAssembly.Suspending = class {};
WebAssembly.promising = () => {};
const app = await startPage({ folder, language, width: 600, embed, load, fail });
const html = readFileSync(resolve(folder, "index.html"), "utf8");
// The page completes its address a moment after it has come, which may be that of the next one by then.
history.replaceState = () => {};

/// Goes to an address; resolves when its page is whole and has come to rest, with whether it names a program.
const go = async (hash) => {
  let changed = performance.now();
  const watch = new MutationObserver(() => (changed = performance.now()));
  watch.observe(app, { subtree: true, childList: true, attributes: true, characterData: true });
  const settled = async (there) => {
    for (const began = performance.now(); !there(); ) {
      if (performance.now() - began > PATIENCE_MS) fail("it is not whole", location.hash, app.innerHTML);
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  // Not from one variant to the other, which leaves most of the page as it is.
  location.hash = "#/glossary";
  await settled(() => !app.querySelector(".demo-head"));
  location.hash = hash;
  const none = () => !app.querySelector(".demo-head") && app.querySelector(".embed-bar a")?.getAttribute("href").endsWith(hash);
  await settled(() => {
    const field = app.querySelector(".python-field");
    const begun = '.code[aria-busy="true"], .code-pane:empty, .output-pane > .pane-head:last-child';
    const whole = app.querySelector(".demo-head") && app.querySelector("#predict") && app.querySelector(embed === "1" ? ".explanation" : ".output-pane") && !app.querySelector(begun);
    return (none() || (whole && (!field || field.value))) && performance.now() - changed > REST_MS;
  });
  watch.disconnect();
  return !none();
};

/// The miniature of a demo, as it stands on the front page in the document, but no higher than its lanes.
const picture = (hash) => {
  const id = /^#\/(?:demo|python)\/([^.?]+)/.exec(hash)?.[1];
  const found = new RegExp(`<a href="#/demo/${id}" class="card">(<svg [^]*?</svg>)`).exec(html)?.[1];
  const lanes = found?.match(/<g class="lane-/g)?.length;
  if (!lanes || hash.includes("link=")) return "";
  return found.replace(/viewBox="0 0 200 \d+"/, `viewBox="0 0 200 ${9 * lanes + 1}"`).replace("xMinYMin", "xMidYMid");
};

/// The lines of a program in Rust, without their numbers. All variants have those of the first.
const lines = (code, hash) =>
  hash.includes("variant=") ? "" : [...code.querySelectorAll(".code-line > code")].map((line) => line.outerHTML).join("");

/// The parts of the page as it is drawn, with nothing that is not seen before it runs.
const drawn = (hash) => {
  const page = app.querySelector(".embedded").cloneNode(true);
  const fields = [...page.querySelectorAll("input")];
  [...app.querySelectorAll(".embedded input")].forEach(({ value }, i) => fields[i].setAttribute("value", value));
  const unseen = ".paper, .differences, .step-menu, .demo-words p:not(.refusal, .linked-keep), .timeline-scroller, .python-editor";
  for (const element of page.querySelectorAll(unseen)) element.remove();
  // The policy of the page allows no styles in elements.
  for (const element of page.querySelectorAll("[style]")) element.removeAttribute("style");
  page.querySelector("main").removeAttribute("id");
  page.querySelector(".embed-bar a").removeAttribute("href");
  // The menu comes with the page, which is given the press.
  page.querySelector("[popovertarget]").removeAttribute("popovertarget");
  const minimap = document.createElement("div");
  minimap.className = "minimap";
  page.querySelector("canvas.minimap").replaceWith(minimap);
  // In a frame the lanes are as high as there is room.
  page.querySelector(".timeline").className = "timeline";
  const field = page.querySelector(".python-field");
  if (field) {
    const text = document.createElement("div");
    text.className = "still-text";
    text.setAttribute("aria-label", field.getAttribute("aria-label").split(".")[0]);
    text.textContent = app.querySelector(".python-field").value;
    field.replaceWith(text);
  }
  const code = page.querySelector(".code");
  if (code) code.innerHTML = lines(code, hash);
  const own = [...page.querySelectorAll(".demo-head, .code-pane")];
  for (const element of own) element.remove();
  return { own: own.map(({ outerHTML }) => outerHTML).join("") + picture(hash), shared: page.outerHTML };
};

const parts = {};
for (const [one, hash] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  name = one;
  if (await go(hash)) parts[name] = drawn(hash);
}
process.stdout.write(JSON.stringify(parts), () => process.exit(0));
