// After each build: makes one style sheet of all that index.html names, in their order. Each is a
// request that the first paint waits for.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.TRUNK_STAGING_DIR;
const document = join(folder, "index.html");
const html = readFileSync(document, "utf8");
const links = [...html.matchAll(/<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>\s*/g)];
if (links.length < 2) throw new Error("index.html names no style sheets to join");

const sheet = links.map(([, name]) => readFileSync(join(folder, name), "utf8")).join("\n");
for (const [, name] of links) rmSync(join(folder, name));
const name = `style-${createHash("sha256").update(sheet).digest("hex").slice(0, 16)}.css`;
writeFileSync(join(folder, name), sheet);

const integrity = `sha384-${createHash("sha384").update(sheet).digest("base64")}`;
const [first, ...others] = links.map(([link]) => link);
const joined = others.reduce((html, link) => html.replace(link, ""), html);
writeFileSync(document, joined.replace(first, `<link rel="stylesheet" href="./${name}" integrity="${integrity}">\n    `));
