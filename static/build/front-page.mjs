// After each build: the front page in the document, as the page's own program renders it (prerender.mjs), so that it is read
// before any program has come. boot.js shows it, and lets the page take its place.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const folder = process.env.TRUNK_STAGING_DIR;
const document = join(folder, "index.html");
const PLACE = "</body>";

/// Widths in px for which the comparison is drawn: its pane's in windows of 768, 1440 and 1024, and of 390 and 360, where it
/// is narrow. In between it is stretched in width: its bars stand where the page will draw them, in height to the pixel.
const WIDTHS = { roomy: 726, wide: 655, middle: 594, narrow: 360, small: 330 };
const FRAME = 'class="comparison-frame"';
const PICTURE = /<svg( viewBox="[^"]*" preserveAspectRatio="xMinYMin meet" aria-hidden="true">[^]*?<\/svg>)/;

const render = async (language, width) => {
  const program = join(import.meta.dirname, "prerender.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder, language, String(width)], { maxBuffer: 1 << 24 });
  return stdout;
};

/// The front page in a language, with the comparison in all widths: the style sheet shows one.
const frontPage = async (language) => {
  const pages = await Promise.all(Object.values(WIDTHS).map((width) => render(language, width)));
  const pictures = Object.keys(WIDTHS).map((name, i) => {
    const found = PICTURE.exec(pages[i].slice(pages[i].indexOf(FRAME)));
    if (!found) throw new Error(`the front page has no ${name} picture`);
    return `<svg class="${name}"${found[1].replace("xMinYMin meet", "none")}`;
  });
  const at = pages[0].indexOf(FRAME);
  return pages[0].slice(0, at) + pages[0].slice(at).replace(PICTURE, () => pictures.join(""));
};

const [english, russian] = await Promise.all([frontPage("en"), frontPage("ru")]);
const html = readFileSync(document, "utf8");
if (!html.includes(PLACE)) throw new Error("index.html has no place for the front page");
const page = `<div id="front" lang="en">${english}</div>\n<template id="front-ru">${russian}</template>\n`;
writeFileSync(document, html.replace(PLACE, () => `${page}${PLACE}`));
