// SQLite for CPython: the very wasm and script that the page has, which calls come to by standard input. A message is a letter
// for its kind, its length and its bytes: "c" a call, "a" the answer to one, "q" a question of SQLite's, "e" a sentence.
//
//     node host.mjs FOLDER     FOLDER has sqlite3.wasm and sqlite.js, as static/build/sqlite.mjs makes it

import { readFileSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { load, start } = await import(pathToFileURL(path.resolve(folder, "sqlite.js")).href);

const read = (length) => {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const count = readSync(0, bytes, at, length - at, null);
    if (!count) process.exit();
    at += count;
  }
  return bytes;
};
const write = (bytes) => {
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
};
const receive = () => {
  const head = read(5);
  return [String.fromCharCode(head[0]), new Uint8Array(read(head.readUInt32LE(1)))];
};
const send = (kind, bytes) => {
  const head = Buffer.alloc(5);
  head[0] = kind.charCodeAt(0);
  head.writeUInt32LE(bytes.length, 1);
  write(head);
  write(bytes);
};

const carryOut = (message) => {
  try {
    send("a", sqlite.call(message));
  } catch (error) {
    send("e", new TextEncoder().encode(`${error}`));
  }
};

/// A question is answered by the program, whose functions may call again meanwhile.
const ask = (question) => {
  send("q", question);
  for (;;) {
    const [kind, bytes] = receive();
    if (kind === "a") return bytes;
    carryOut(bytes);
  }
};

const sqlite = await start(await load(async (name) => readFileSync(path.join(folder, name))), ask);
for (;;) carryOut(receive()[1]);
