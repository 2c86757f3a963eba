// After each build: the front page in the document, as the page's own program renders it (prerender.mjs), so that it is read
// before any program has come. boot.js shows it, and lets the page take its place.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const folder = process.env.TRUNK_STAGING_DIR;
const document = join(folder, "index.html");
const PLACE = "</body>";

/// Widths in px for which the comparison is drawn: its pane's in a window of 1440, and in one of 390, where it is narrow. In
/// between it is drawn to scale.
const WIDTHS = { wide: 656, narrow: 362 };
const PICTURE = /<svg (viewBox="[^"]*" preserveAspectRatio="xMinYMin meet" aria-hidden="true">)([^]*?<\/svg>)/;

const render = async (language, width) => {
  const program = join(import.meta.dirname, "prerender.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder, language, String(width)], { maxBuffer: 1 << 24 });
  return stdout;
};

/// The front page in a language, with the comparison in both widths: the style sheet shows one.
const frontPage = async (language) => {
  const [wide, narrow] = await Promise.all([render(language, WIDTHS.wide), render(language, WIDTHS.narrow)]);
  const frame = (html) => html.slice(html.indexOf('class="comparison-frame"'));
  const [, start, rest] = PICTURE.exec(frame(narrow)) ?? [];
  if (!start) throw new Error("the front page has no picture");
  const at = wide.indexOf('class="comparison-frame"');
  const both = frame(wide).replace(PICTURE, (_, opening, picture) => `<svg class="wide" ${opening}${picture}<svg class="narrow" ${start}${rest}`);
  return wide.slice(0, at) + both;
};

const [english, russian] = await Promise.all([frontPage("en"), frontPage("ru")]);
const html = readFileSync(document, "utf8");
if (!html.includes(PLACE)) throw new Error("index.html has no place for the front page");
const page = `<div id="front" lang="en">${english}</div>\n<template id="front-ru">${russian}</template>\n`;
writeFileSync(document, html.replace(PLACE, () => `${page}${PLACE}`));
