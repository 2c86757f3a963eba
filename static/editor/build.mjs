// Bundles the editor, and what makes links and films, into a module of the page each, with the packages that the lock file names. Done
// anew only when they, this script or the lock file have changed: what was made is kept in the build cache.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;
const BUNDLES = ["editor.js", "links.js", "movies.js"];
const inputs = ["package.json", "package-lock.json", ...BUNDLES, "build.mjs"];
const hash = createHash("sha256");
for (const name of inputs) hash.update(`${name}\n`).update(readFileSync(join(here, name)));
const cache = process.env.CARGO_TARGET_DIR ?? join(here, "..", "..", "target");
const made = join(cache, `editor-${hash.digest("hex").slice(0, 16)}`);

if (!existsSync(made)) {
  // Beside the sources an npm folder would be watched by `trunk serve`.
  const work = `${made}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  for (const name of inputs) copyFileSync(join(here, name), join(work, name));
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], { cwd: work, stdio: ["ignore", 2, 2] });
  const { build } = await import(pathToFileURL(join(work, "node_modules/esbuild/lib/main.js")));
  await build({
    absWorkingDir: work,
    entryPoints: BUNDLES,
    outdir: join(work, "out"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "eof",
  });
  rmSync(made, { recursive: true, force: true });
  renameSync(join(work, "out"), made);
  rmSync(work, { recursive: true, force: true });
}

const folder = join(process.env.TRUNK_STAGING_DIR, "editor");
mkdirSync(folder, { recursive: true });
for (const name of BUNDLES) copyFileSync(join(made, name), join(folder, name));
copyFileSync(join(here, "program-files.js"), join(folder, "program-files.js"));
