// Follows "Add a demo" of the README to the letter, in a copy of the repository, and finds the new demo in `loopline list`
// and among the cards of the page.
//
//     node tests/added-demo.mjs
//
// Builds in a folder of its own below CARGO_TARGET_DIR, which is given what is built of the dependencies, so that only this
// package is compiled, and the checkout's own build stays as it is.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(import.meta.dirname, "..");
const built = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target");
const target = path.join(built, "added-demo");

/// The section's steps: files with their texts, the line and its place, the command.
const steps = () => {
  const section = readFileSync(path.join(ROOT, "README.md"), "utf8").split("\n## Add a demo\n")[1].split("\n## ")[0];
  const plain = (text) => text.replace(/^ {3}/gm, "");
  const files = [...section.matchAll(/^\d+\. `(src\/demos\/[\w./]+)`[^]*?^ {3}```\w+\n([^]*?)^ {3}```$/gm)];
  const [, list, line, behind] = section.match(/^\d+\. In \[`([\w./]+)`\]\S* the line `([^`]+)` behind `([^`]+)`/m);
  const [, command] = section.match(/^```sh\n([^]*?)\n```$/m);
  return { files: files.map(([, name, text]) => [name, plain(text)]), list, line, behind, command };
};

/// Links what is built of the dependencies: nobody writes into such a file, so two folders can have it.
const borrow = () => {
  if (existsSync(target)) return;
  for (const folder of ["deps", "build", ".fingerprint"]) {
    const from = path.join(built, "debug", folder);
    if (!existsSync(from)) continue;
    mkdirSync(path.join(target, "debug"), { recursive: true });
    // Fingerprints are written to; libraries are replaced.
    execFileSync("cp", [folder === "deps" ? "-al" : "-a", from, path.join(target, "debug", folder)]);
    // What is ours is another repository's there. Test binaries are ours, too, and have the tests' names.
    execFileSync("find", [path.join(target, "debug", folder), "-maxdepth", "1", "(", "-name", "*loopline*", "-o", "-type", "f", "!", "-name", "*.*", ")", "-exec", "rm", "-rf", "{}", "+"]);
  }
};

const copy = mkdtempSync(path.join(tmpdir(), "loopline-added-demo-"));
try {
  const names = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  for (const name of names.split("\0").filter((name) => name && existsSync(path.join(ROOT, name)))) {
    cpSync(path.join(ROOT, name), path.join(copy, name));
  }
  borrow();

  const { files, list, line, behind, command } = steps();
  assert.deepEqual(files.map(([name]) => path.extname(name)), [".rs", ".py"], "two files");
  for (const [name, text] of files) {
    assert.ok(!existsSync(path.join(copy, name)), `${name} is new`);
    writeFileSync(path.join(copy, name), text);
  }
  const before = readFileSync(path.join(copy, list), "utf8");
  const after = before.replace(new RegExp(`^( +)${behind}$`, "m"), `$&\n$1${line}`);
  assert.equal(after.split("\n").length, before.split("\n").length + 1, "one line");
  writeFileSync(path.join(copy, list), after);

  const run = (command, ...args) => {
    const began = performance.now();
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: "utf8", maxBuffer: 1 << 26, env: { ...process.env, CARGO_TARGET_DIR: target } });
    console.log(`${[command, ...args].join(" ")}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    assert.equal(status, 0, `${stdout}\n${stderr}`);
    return stdout;
  };
  const id = path.basename(files[0][0], ".rs").replaceAll("_", "-");
  // 1. The command says what it wrote, and that is the new demo's alone, and the list of all demos' critical paths.
  const wrote = run("bash", "-c", command).split("\n").filter((line) => /^(wrote|removed) /.test(line));
  assert.deepEqual(wrote, ["wrote tests/golden/paths.txt", `wrote tests/golden/${id}.txt`, `wrote tests/oracle/course-records/${id}.txt`]);

  // 2. The demo keeps what every demo promises, and its twin prints the same at the same times.
  const tested = (test, ...filters) => {
    const said = run("cargo", "test", "--locked", "--features", "cli", "--test", test, "--", ...filters);
    assert.match(said, /test result: ok\. [1-9]/, `${test} has such tests: ${filters}`);
  };
  // Those that run every demo with many parameters, which take long, say nothing new of this one.
  tested("demos", "every_file", "every_twin", "every_text", "every_demo_says", "every_suspension");
  tested("demos", "every_demo_prints_what_its_twin_in_python_prints_and_when");

  // 3. It is a card of the front page, which is made of the list that the command line prints.
  tested("page", "the_front_page_has_a_card_for_every_demo_in_both_languages");
  const listed = run(path.join(target, "debug", "loopline"), "list");
  assert.match(listed, new RegExp(`^  ${id} +My demo$`, "m"));
  console.log(`The README's demo is in the list and on the page.`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
