// Renders the front page in node, by the page's own program on a DOM without a window: `prerender.mjs FOLDER LANGUAGE WIDTH`
// prints the markup of the page as it stands once it is whole. The comparison is drawn for a canvas of WIDTH px, as elements,
// since there is nothing to draw on.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { startPage } from "./page-in-node.mjs";

const [folder, language, width] = process.argv.slice(2);
const PATIENCE_MS = 20_000;

const fail = (...what) => {
  console.error(`The front page could not be rendered (${language}, ${width} px):`, ...what);
  process.exit(1);
};
const load = (path) => import(pathToFileURL(resolve(folder, path)));
const app = await startPage({ folder, language, width: Number(width), load, fail });
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
