// Makes dist/ of index.html: what trunk does with it, for the `data-trunk` elements that are there. `make serve` of a new
// machine need not compile trunk for it, which has 480 crates, four times as many as the page. `trunk build` makes the same
// dist/ but for the hashes in names: tests/tools/same-as-trunk.mjs holds one to the other.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const target = process.env.CARGO_TARGET_DIR ?? "target";
const staging = "target/dist.stage";
// Where and what trunk writes instead of its own loader.
const configuration = readFileSync("Trunk.toml", "utf8");
const pattern = (name) => {
  const found = new RegExp(`^${name} = '(.*)'$`, "m").exec(configuration);
  if (!found) throw new Error(`Trunk.toml has no ${name}`);
  return found[1];
};
const base = "./";

rmSync(staging, { recursive: true, force: true });
mkdirSync(staging, { recursive: true });

/// Copies a file under a name that changes with its content; returns the name.
const hashed = (file, name = basename(file)) => {
  const extension = /(_bg)?\.[a-z]+$/.exec(name)[0];
  const hash = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
  const made = `${name.slice(0, -extension.length)}-${hash}${extension}`;
  copyFileSync(file, join(staging, made));
  return made;
};
const integrity = (name) => `sha384-${createHash("sha384").update(readFileSync(join(staging, name))).digest("base64")}`;

/// A program of the page: compiled, bound, made smaller. Returns the places of its script and wasm.
const program = (bin, level) => {
  const run = (command, ...options) => execFileSync(command, options, { stdio: ["ignore", "inherit", "inherit"] });
  const triple = "wasm32-unknown-unknown";
  // build.sh has compiled it already, beside the tools that are used below; so this only makes sure.
  run("cargo", "build", "--quiet", "--locked", "--release", "--target", triple, "--bin", bin);
  const out = join(target, "page", bin);
  rmSync(out, { recursive: true, force: true });
  run("wasm-bindgen", "--target=web", "--no-typescript", `--out-dir=${out}`, `--out-name=${bin}`, join(target, triple, "release", `${bin}.wasm`));
  const bound = join(out, `${bin}_bg.wasm`);
  const small = join(out, "small.wasm");
  run("wasm-opt", `--output=${small}`, `-O${level}`, bound);
  return { script: join(out, `${bin}.js`), wasm: small };
};

const makes = {
  "copy-file": ({ href }) => {
    copyFileSync(href, join(staging, basename(href)));
    return "";
  },
  "copy-dir": ({ href }) => {
    cpSync(href, join(staging, basename(href)), { recursive: true });
    return "";
  },
  css: ({ href }) => {
    const name = hashed(href);
    return `<link rel="stylesheet" href="${base}${name}" integrity="${integrity(name)}"/>`;
  },
  script: ({ src }) => {
    const name = hashed(src);
    return `<script src="${base}${name}" integrity="${integrity(name)}"></script>`;
  },
  // The page's own program; what is loaded later, trunk calls a worker, and it keeps its name.
  rust: ({ "data-bin": bin, "data-type": type, "data-wasm-opt": level }) => {
    const made = program(bin, level);
    if (type) {
      copyFileSync(made.script, join(staging, `${bin}.js`));
      copyFileSync(made.wasm, join(staging, `${bin}_bg.wasm`));
      return "";
    }
    const [js, wasm] = [hashed(made.script), hashed(made.wasm, `${bin}_bg.wasm`)];
    const fill = (text) => text.replaceAll("{base}", base).replaceAll("{js}", js).replaceAll("{wasm}", wasm).replaceAll("{crossorigin}", "anonymous");
    preload = fill(pattern("pattern_preload"));
    return fill(pattern("pattern_script"));
  },
};
let preload = "";
/// What each element may say, beside what names its kind: whatever else trunk would know, this does not.
const KNOWS = {
  "copy-file": ["href"],
  "copy-dir": ["href"],
  css: ["href"],
  script: ["src"],
  rust: ["data-bin", "data-wasm-opt"],
  "rust worker": ["data-bin", "data-bindgen-target", "data-type", "data-wasm-opt"],
};

const html = readFileSync("index.html", "utf8").replace(/<(link|script) data-trunk ([^>]*)>(<\/script>)?/g, (element, tag, text) => {
  const { rel, ...attributes } = Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  const kind = tag === "script" ? tag : rel;
  const { "data-type": type, "data-bindgen-target": bindgen = "web" } = attributes;
  const knows = bindgen === "web" ? KNOWS[type ? `${kind} ${type}` : kind] : undefined;
  if (!knows || Object.keys(attributes).sort().join() !== knows.join()) throw new Error(`page.mjs does not know what trunk does with ${element}`);
  return makes[kind](attributes);
});
if (html.includes("data-trunk")) throw new Error("index.html has an element of trunk's that is written otherwise");
writeFileSync(join(staging, "index.html"), html.replace("</head>", `${preload}</head>`));

process.env.TRUNK_STAGING_DIR = join(process.cwd(), staging);
await import("./finish.mjs");
rmSync("dist", { recursive: true, force: true });
renameSync(staging, "dist");
