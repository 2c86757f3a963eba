// After each build: the demo engine under names that change with its content, as every large file has, and in the document
// where it is and what it says of the demos before any of them is run.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.TRUNK_STAGING_DIR;
const document = join(folder, "index.html");

const script = join(folder, "demos.js");
const wasm = join(folder, "demos_bg.wasm");
const bytes = readFileSync(wasm);
const hash = createHash("sha256").update(readFileSync(script)).update(bytes).digest("hex").slice(0, 16);

const engine = await import(pathToFileURL(script));
await engine.default({ module_or_path: bytes });
// Demos in Python are not run for it: what is known of them was recorded, and `tests/demos` compares it with their records.
const recorded = new URL("../../src/demos/python_previews.json", import.meta.url);
const previews = JSON.stringify({ ...JSON.parse(engine.previews()), ...JSON.parse(readFileSync(recorded, "utf8")) });
if (/[<&]/.test(previews)) throw new Error("the previews would not be plain text in a document");

const names = { js: `demos-${hash}.js`, wasm: `demos-${hash}_bg.wasm` };
renameSync(script, join(folder, names.js));
renameSync(wasm, join(folder, names.wasm));
// Of the declarations of types, which trunk makes too, the page has no use.
for (const other of readdirSync(folder).filter((name) => /^demos(_bg)?\./.test(name))) throw new Error(`${other} is left over`);

const html = readFileSync(document, "utf8");
const meta = `<meta name="loopline-demos" data-js="./${names.js}" data-wasm="./${names.wasm}">`;
const data = `<script type="application/json" id="previews">${previews}</script>`;
if (!html.includes("</head>")) throw new Error("index.html has no head to fill in");
writeFileSync(document, html.replace("</head>", () => `${meta}${data}</head>`));
