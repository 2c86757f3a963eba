// Folders and archives that become the files of a program, and the archive of a program's files. Loaded when it is first
// wanted: most visitors never are here.

/// The most entries of a folder or an archive that are looked at: whoever drops a whole disk gets an answer.
const MOST_ENTRIES = 3000;
/// The largest archive that is opened, in bytes.
const LARGEST_ARCHIVE = 64 << 20;

/// Made by systems and tools, not by the program's author.
const MADE_BY_TOOLS = /^(__pycache__|__MACOSX|node_modules|site-packages|Thumbs\.db|desktop\.ini)$/;
const isHidden = (name) => name.startsWith(".") || MADE_BY_TOOLS.test(name);

/// The found files without those that nobody wants, each `{path, size, read}`; their paths go to `left`.
const seen = (found, left) => {
  // A virtual environment has the packages of others.
  const environments = found.filter(({ path }) => /(^|\/)pyvenv\.cfg$/.test(path)).map(({ path }) => path.slice(0, -"pyvenv.cfg".length));
  const isForeign = (path) => environments.some((folder) => path.startsWith(folder));
  return found.filter(({ path }) => {
    const hidden = path.split("/").some(isHidden) || isForeign(path);
    if (hidden) left.push({ path, why: "hidden" });
    return !hidden;
  });
};

/// The one folder that everything lies in, which is the program's own unless it is a package; empty if there is none.
const programsFolder = (found) => {
  const [folder, ...others] = new Set(found.map(({ path }) => path.slice(0, path.indexOf("/") + 1)));
  const isPackage = found.some(({ path }) => path === `${folder}__init__.py`);
  return folder && others.length === 0 && !isPackage ? folder : "";
};

/// Reads the files of a program: `{files: [{path, text}], left: [{path, why}]}` with why a file is left out.
const collected = async (found, isWhole, most) => {
  const hidden = [];
  const own = seen(found, hidden);
  const folder = isWhole ? programsFolder(own) : "";
  const inFolder = (file) => (file.path.startsWith(folder) ? { ...file, path: file.path.slice(folder.length) } : file);
  const wanted = own.map(inFolder);
  const left = hidden.map(inFolder);
  // What has no room is data rather than modules, and large rather than small.
  const isModule = ({ path }) => path.endsWith(".py");
  wanted.sort((one, other) => isModule(other) - isModule(one) || one.size - other.size || (one.path < other.path ? -1 : 1));
  const files = [];
  let room = most.bytes;
  for (const { path, size, read } of wanted) {
    const leave = (why) => left.push({ path, why });
    if (files.length >= most.files) leave("many");
    else if (size > room) leave("large");
    else {
      let bytes;
      try {
        bytes = await read(room);
      } catch {
        leave("unreadable");
        continue;
      }
      const text = bytes && textOf(bytes);
      if (!bytes) leave("large");
      else if (text === null) leave("binary");
      else {
        files.push({ path, text });
        room -= bytes.length;
      }
    }
  }
  const depth = ({ path }) => path.split("/").length;
  files.sort((one, other) => depth(one) - depth(other) || (one.path < other.path ? -1 : 1));
  return { files, left };
};

/// The text of bytes, without a byte order mark; null if they are none.
const textOf = (bytes) => {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const promised = (call) => new Promise((resolve, reject) => call(resolve, reject));

const walk = async (entry, above, found) => {
  if (found.length >= MOST_ENTRIES) return;
  const path = above + entry.name;
  if (isHidden(entry.name)) found.push({ path, size: 0 });
  else if (entry.isFile) {
    const file = await promised((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
    const read = async () => new Uint8Array(await file.arrayBuffer());
    found.push({ path, size: file?.size ?? 0, read });
  } else {
    const reader = entry.createReader();
    // It gives a hundred at a time.
    for (;;) {
      const entries = await promised((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
      if (entries.length === 0) break;
      for (const below of entries) await walk(below, `${path}/`, found);
    }
  }
};

/// The files below entries of the reader's file system that were dropped onto the page.
export const fromEntries = async (entries, most) => {
  const found = [];
  for (const entry of entries) await walk(entry, "", found);
  return collected(found, entries.length === 1, most);
};

// ---- Archives --------------------------------------------------------------------------------------------------------

const END = 0x06054b50;
const HEADER = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const UTF8 = 0x800;

const CRC = new Uint32Array(256).map((_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});
const crc = (bytes) => {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
};

/// The bytes that a stream makes of others; null if they are more than `most`.
const streamed = async (bytes, stream, most = Infinity) => {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      reader.cancel().catch(() => {});
      return null;
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};

/// The files in a zip archive. Throws if it is none, or a damaged one.
export const fromZip = async (archive, most) => {
  if (archive.size > LARGEST_ARCHIVE) throw new Error("the archive is larger than 64 MB");
  const bytes = new Uint8Array(await archive.arrayBuffer());
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error("it is no zip archive");
  const count = Math.min(view.getUint16(end + 10, true), MOST_ENTRIES);
  let at = view.getUint32(end + 16, true);
  const found = [];
  for (let entry = 0; entry < count; entry += 1) {
    if (view.getUint32(at, true) !== HEADER) throw new Error("its list of files is damaged");
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [sum, packed, size] = [view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const local = view.getUint32(at + 42, true);
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)).replaceAll("\\", "/");
    const read = async (room) => {
      if (flags & ENCRYPTED || view.getUint32(local, true) !== LOCAL) throw new Error("it cannot be read");
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const held = bytes.subarray(from, from + packed);
      if (method !== STORED && method !== DEFLATED) throw new Error("it is packed in another way");
      const text = method === STORED ? held : await streamed(held, new DecompressionStream("deflate-raw"), room);
      if (text && crc(text) !== sum) throw new Error("it is damaged");
      return text;
    };
    if (!path.endsWith("/")) found.push({ path, size, read });
    at += 46 + name + extra + comment;
  }
  return collected(found, true, most);
};

/// The bytes of little numbers, each given as `[value, length]`.
const numbers = (...all) => {
  const bytes = new Uint8Array(all.reduce((length, [, size]) => length + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, size] of all) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
};

/// A zip archive of files, each `[path, text]`, changed at this moment.
export const toZip = async (files, now = new Date()) => {
  const time = (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1);
  const day = ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
  const [parts, list] = [[], []];
  let at = 0;
  const add = (to, ...pieces) => {
    to.push(...pieces);
    return pieces.reduce((length, piece) => length + piece.length, 0);
  };
  let listed = 0;
  for (const [path, text] of files) {
    const [name, bytes] = [path, text].map((string) => new TextEncoder().encode(string));
    const deflated = await streamed(bytes, new CompressionStream("deflate-raw"));
    const [method, held] = deflated.length < bytes.length ? [DEFLATED, deflated] : [STORED, bytes];
    // Version 2.0 is the first with deflation and folders.
    const about = [[20, 2], [UTF8, 2], [method, 2], [time, 2], [day, 2], [crc(bytes), 4], [held.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
    listed += add(list, numbers([HEADER, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
    at += add(parts, numbers([LOCAL, 4], ...about), name, held);
  }
  const end = numbers([END, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [listed, 4], [at, 4], [0, 2]);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
};
