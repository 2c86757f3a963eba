// PostgreSQL for the page: PGlite from npm, with a folder of data that is made here, in a folder of the build cache named after
// what it is made of. Prints the folder. It takes some seconds, once; `postgres.mjs find` only looks.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { entries, packed } from "../postgres/data-folder.js";

const root = join(import.meta.dirname, "../..");
const sources = join(root, "static/postgres");
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "loopline/postgres");
/// The bytes of a page of the log.
const PAGE = 8192;
const OURS = ["server.js", "data-folder.js", "files.js"];

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const made_of = sha256(
  ["package-lock.json", "seed.sql", ...OURS].map((name) => readFileSync(join(sources, name))).join("\0") + readFileSync(import.meta.filename),
).slice(0, 16);
const folder = join(cache, `postgres-${made_of}`);

/// Files that only make a folder of data, or build extensions: they are left empty, since all are found by their places.
const UNUSED = /\/(pgxs|isolation)\/|\/share\/postgresql\/(postgres\.bki|[a-z_]+\.sql|sql_features\.txt|errcodes\.txt)$|\/LICENSE$/;

/// The files that the wasm finds around it, without those.
const files = (dist) => {
  const bytes = readFileSync(join(dist, "pglite.data"));
  const script = readdirSync(dist).map((name) => (name.endsWith(".js") ? readFileSync(join(dist, name), "utf8") : ""))
    .find((text) => text.includes(`remote_package_size:${bytes.length}`));
  for (const [, name, from, to] of script.matchAll(/\{filename:"([^"]+)",start:(\d+),end:(\d+)/g)) {
    if (UNUSED.test(name)) bytes.fill(0, Number(from), Number(to));
  }
  return bytes;
};

/// PGlite's scripts for the page: that of its entry and those that it imports.
const scripts = (dist) => {
  const wanted = ["index.js"];
  for (const name of wanted) {
    const text = readFileSync(join(dist, name), "utf8");
    for (const [, other] of text.matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)) if (!wanted.includes(other)) wanted.push(other);
  }
  return wanted;
};

const make = async () => {
  const npm = join(cache, `npm-${sha256(readFileSync(join(sources, "package-lock.json"))).slice(0, 16)}`);
  const dist = join(npm, "node_modules/@electric-sql/pglite/dist");
  if (!existsSync(dist)) {
    mkdirSync(npm, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(sources, name), join(npm, name));
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["ci", "--prefix", npm, ...options], { stdio: ["ignore", 2, 2] });
  }
  const { PGlite } = await import(join(dist, "index.js"));
  const first = await PGlite.create();
  await first.exec("CHECKPOINT");
  const { rows: [{ file, at }] } = await first.query(
    "SELECT pg_walfile_name(redo_lsn) AS file, (redo_lsn - '0/0') % (16 << 20) AS at FROM pg_control_checkpoint()",
  );
  const tar = new Uint8Array(await (await first.dumpDataDir("none")).arrayBuffer());
  for (const { path, content } of entries(tar)) {
    // A start reads the log's head, and what follows upon the last checkpoint.
    if (path.endsWith(file)) content.fill(0, PAGE, Math.floor(Number(at) / PAGE) * PAGE);
  }
  await first.close();
  const half = `${folder}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  for (const name of scripts(dist)) {
    const text = readFileSync(join(dist, name), "utf8");
    writeFileSync(join(half, name), text.replace(/\n\/\/# sourceMappingURL=.*/, ""));
  }
  for (const name of OURS) copyFileSync(join(sources, name), join(half, name));
  // A module, so that it is there with the server: the page reads the same file for its own words.
  const seed = readFileSync(join(sources, "seed.sql"), "utf8");
  writeFileSync(join(half, "default-seed.js"), `export default ${JSON.stringify(seed)};\n`);
  copyFileSync(join(dist, "pglite.wasm"), join(half, "pglite.wasm"));
  writeFileSync(join(half, "files.gz"), gzipSync(files(dist), { level: 9 }));
  writeFileSync(join(half, "folder.gz"), gzipSync(packed(tar, sha256), { level: 9 }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
};

if (!existsSync(folder) && process.argv[2] !== "find") {
  console.error("Making PostgreSQL for the page (once, some seconds)");
  await make();
}
if (existsSync(folder)) {
  utimesSync(folder, new Date(), new Date());
  console.log(folder);
}
process.exit();
