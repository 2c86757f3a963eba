// After each build: what a frame of another page shows until its reader touches it, as the page's own program draws it before
// a run (draw-frames.mjs). static/frame.js puts the parts together, which it fetches: what all pages of a language share, and
// what the one has that it wants. They are drawn anew only when program, demos or these scripts have changed: it takes half a
// minute.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { deflateRawSync } from "node:zlib";

const folder = process.env.TRUNK_STAGING_DIR;
const named = (pattern) => readdirSync(folder).find((name) => pattern.test(name));
const made = join(import.meta.dirname, "../../target/frames");
const stamp = `${made}.stamp`;
const engine = await import(pathToFileURL(join(folder, named(/^demos-.*\.js$/))));
await engine.default({ module_or_path: readFileSync(join(folder, named(/^demos-.*_bg\.wasm$/))) });

/// The address of a program that came by a link: frame.js puts the reader's own in its place.
const link = `link=1.${deflateRawSync(JSON.stringify({ by: "0", main: "pass\n" })).toString("base64url")}`;
/// Name -> address, from the `#` on, of every page that a frame may show.
const pages = { python: "#/python", link: `#/python?${link}` };
for (const { id, stem, variants } of JSON.parse(engine.lessons())) {
  pages[`demo/${id}`] = `#/demo/${id}`;
  for (const variant of variants) pages[`demo/${id}.${variant}`] = `#/demo/${id}?variant=${variant}`;
  const twins = (variants.length ? variants.map((variant) => `.${variant}`) : [""]).filter((twin) => existsSync(join(folder, `${stem}${twin}.py`)));
  // The demo's name alone stands for its first twin.
  for (const twin of twins.length ? ["", ...twins] : []) pages[`python/${id}${twin}`] = `#/python/${id}${twin}`;
  // A twin that was changed for a link.
  if (twins.length && !pages["link-of"]) pages["link-of"] = `#/python/${id}?${link}`;
}

/// The parts of these pages, in a process of its own: a program is started once in each.
const draw = async (language, kind, pages) => {
  const program = join(import.meta.dirname, "draw-frames.mjs");
  const run = promisify(execFile)(process.execPath, [program, folder, language, kind], { maxBuffer: 1 << 28 });
  run.child.stdin.end(JSON.stringify(pages));
  return JSON.parse((await run).stdout);
};

/// Of programs in Rust and in Python, each a page whose rest all others share.
const MODELS = { demo: "demo/hello", python: "python/hello" };

const write = async (language) => {
  const models = Object.fromEntries(Object.values(MODELS).map((name) => [name, pages[name]]));
  const [parts, outputs] = await Promise.all([draw(language, "1", pages), draw(language, "console", models)]);
  const put = (name, markup) => {
    const file = join(made, language, `${name}.html`);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, markup);
  };
  const shared = Object.entries(MODELS).flatMap(([kind, name]) => [
    `<template id="${kind}">${parts[name].shared}</template>`,
    `<template id="${kind}-console">${outputs[name].shared}</template>`,
  ]);
  put("shared", shared.join("\n"));
  for (const [name, { own, shared }] of Object.entries(parts)) {
    // A demo in Python alone has the page of its program.
    if (!Object.values(MODELS).some((model) => parts[model].shared === shared)) throw new Error(`the page of ${name} is not built as all others`);
    put(name, own);
  }
};

// A program has a hash of it in its name; the pictures stand in the document.
const hash = createHash("sha256");
for (const pattern of [/^main-.*\.js$/, /^main-.*\.wasm$/, /^demos-.*\.wasm$/]) hash.update(named(pattern));
for (const script of ["frame-pages.mjs", "draw-frames.mjs", "page-in-node.mjs"]) hash.update(readFileSync(join(import.meta.dirname, script)));
for (const [miniature] of readFileSync(join(folder, "index.html"), "utf8").matchAll(/<svg [^>]*class="miniature">[^]*?<\/svg>/g)) hash.update(miniature);
for (const file of readdirSync(join(folder, "demos"), { recursive: true }).sort()) {
  if (/\.(py|json)$/.test(file)) hash.update(file).update(readFileSync(join(folder, "demos", file)));
}
const wanted = hash.digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  rmSync(stamp, { force: true });
  rmSync(made, { recursive: true, force: true });
  await Promise.all(["en", "ru"].map(write));
  writeFileSync(stamp, wanted);
}
cpSync(made, join(folder, "frames"), { recursive: true });
