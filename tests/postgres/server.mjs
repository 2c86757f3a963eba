// PostgreSQL for CPython: the very PGlite that the page has, at a port, for as long as its standard input is open. Prints the
// port. Connections take turns in its one session, as src/network/postgres/ has it, but in a few lines of their own.
//
//     node server.mjs [SEED.sql]

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

const folder = execFileSync("node", [path.join(import.meta.dirname, "../../static/build/postgres.mjs")], { encoding: "utf8" }).trim();
const server = await import(path.join(folder, "server.js"));
const parts = await server.load(async (name) => readFileSync(path.join(folder, name)));
const seed = process.argv[2] && readFileSync(process.argv[2], "utf8");
const postgres = await server.start(parts, seed);

const number = (bytes, at) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
const isFull = (raw, at) => raw.length >= at + 5 && raw.length > at + number(raw, at + 1);
const query = (text) => {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(5, "Q");
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

const FIRST = (() => {
  const body = Buffer.from("\0\x03\0\0user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
})();

let greeting = null;
let owner = null;
let last = Promise.resolve();
const waiting = [];
const sockets = new Map();
const listening = new Set();
let process_number = 100;

/// What is answered, after the time for which the database has slept.
const answer = async (messages) => {
  const said = Buffer.from(postgres.exchange(messages, 0));
  const slept = postgres.slept();
  if (slept) await new Promise((done) => setTimeout(done, slept));
  return said;
};

/// An answer without the notifications in it, which go to those who listen: to the others at once.
const handedOut = (said, socket, process) => {
  const kept = [];
  for (let at = 0; isFull(said, at); at += 1 + number(said, at + 1)) {
    const message = said.subarray(at, at + 1 + number(said, at + 1));
    if (message[0] !== "A".charCodeAt(0)) {
      kept.push(message);
      continue;
    }
    message.writeUInt32BE(process, 5);
    for (const other of listening) if (other !== socket) other.write(message);
    if (listening.has(socket)) kept.push(message);
  }
  return Buffer.concat(kept);
};

const free = () => {
  for (const next of waiting.splice(0)) next();
};

const connected = (socket) => {
  let raw = Buffer.alloc(0);
  let begun = false;
  let is_copying = false;
  let cancelled = null;
  let own = 0;
  socket.setNoDelay();
  const begin = () => {
    if (raw.length < 8 || raw.length < number(raw, 0)) return;
    const code = number(raw, 4);
    const rest = raw.subarray(8, number(raw, 0));
    raw = raw.subarray(number(raw, 0));
    if (code === 80877103) {
      socket.write("N");
      begin();
      return;
    }
    if (code === 80877102) {
      sockets.get(number(rest, 0))?.();
      socket.end();
      return;
    }
    greeting ??= Buffer.from(postgres.exchange(FIRST, 0));
    begun = true;
    process_number += 1;
    own = process_number;
    sockets.set(own, () => cancelled?.());
    const mine = Buffer.from(greeting);
    mine.writeUInt32BE(own, mine.indexOf("K\0\0\0\x0c") + 5);
    socket.write(mine);
    go();
  };
  const take = () => {
    let at = 0;
    while (isFull(raw, at)) {
      const letter = String.fromCharCode(raw[at]);
      if (letter === "Q" && /^copy\b[^]*\bfrom\s+stdin/i.test(raw.subarray(at + 5).toString())) is_copying = true;
      if (letter === "c" || letter === "f") is_copying = false;
      at += 1 + number(raw, at + 1);
    }
    if (!at || is_copying) return null;
    const taken = raw.subarray(0, at);
    raw = raw.subarray(at);
    return taken;
  };
  const go = () => {
    if (!begun) return begin();
    if (owner && owner !== socket) return waiting.push(go);
    const taken = take();
    if (!taken) return;
    if (taken[0] === "X".charCodeAt(0)) return socket.end();
    owner = socket;
    last = last.then(async () => {
      const stopped = new Promise((done) => {
        cancelled = () => done(null);
      });
      // Only prepared and described: without a transaction of the session's own.
      const only = taken[0] === "P".charCodeAt(0) && taken.at(-5) === "H".charCodeAt(0);
      const asked = only ? Buffer.concat([taken.subarray(0, -5), Buffer.from("S\0\0\0\x04")]) : taken;
      let said = await Promise.race([answer(asked), stopped]);
      cancelled = null;
      if (!said) {
        const fields = Buffer.from("SERROR\0VERROR\0C57014\0Mcanceling statement due to user request\0\0");
        said = Buffer.concat([Buffer.from("E\0\0\0"), Buffer.from([fields.length + 4]), fields, Buffer.from("Z\0\0\0\x05I")]);
      }
      if (/\bunlisten\b/i.test(taken)) listening.delete(socket);
      else if (/\blisten\b/i.test(taken)) listening.add(socket);
      said = handedOut(said, socket, own);
      const at = said.lastIndexOf("Z\0\0\0\x05");
      owner = at >= 0 && said[at + 5] !== "I".charCodeAt(0) ? socket : null;
      socket.write(only ? said.subarray(0, at) : said);
      if (!owner) free();
      go();
    });
  };
  socket.on("data", (data) => {
    raw = Buffer.concat([raw, data]);
    go();
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    listening.delete(socket);
    if (owner !== socket) return;
    postgres.exchange(query("ROLLBACK"), 0);
    owner = null;
    free();
  });
};

const listener = createServer(connected).listen(0, "127.0.0.1", () => console.log(listener.address().port));
process.stdin.on("end", () => process.exit()).resume();
