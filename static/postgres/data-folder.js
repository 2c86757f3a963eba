// A folder of data as one file: contents that are the same are there once (a new cluster has three databases, which are), and
// zeros at the end of a content are not there at all (the log is most of it). What PGlite starts from is a tar.

const BLOCK = 512;

/// Takes a tar apart: the path of each entry, its head and its content.
export const entries = function* (tar) {
  const text = (bytes) => new TextDecoder().decode(bytes).split("\0")[0];
  for (let at = 0; at + BLOCK <= tar.length && tar[at]; ) {
    const head = tar.subarray(at, at + BLOCK);
    const size = parseInt(text(head.subarray(124, 136)), 8) || 0;
    const prefix = text(head.subarray(345, 500));
    const name = text(head.subarray(0, 100));
    yield { path: prefix ? `${prefix}/${name}` : name, head, content: tar.subarray(at + BLOCK, at + BLOCK + size) };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
};

const trimmed = (content) => {
  let end = content.length;
  while (end && !content[end - 1]) end -= 1;
  return content.subarray(0, end);
};

/// Packs a tar.
export const packed = (tar, identify) => {
  const places = new Map();
  const contents = [];
  let length = 0;
  const index = [];
  for (const { head, content } of entries(tar)) {
    const kept = trimmed(content);
    const id = identify(kept);
    if (!places.has(id)) {
      places.set(id, length);
      contents.push(kept);
      length += kept.length;
    }
    index.push([btoa(String.fromCharCode(...trimmed(head))), content.length, places.get(id), kept.length]);
  }
  const text = new TextEncoder().encode(JSON.stringify(index));
  const whole = new Uint8Array(4 + text.length + length);
  new DataView(whole.buffer).setUint32(0, text.length);
  whole.set(text, 4);
  let at = 4 + text.length;
  for (const content of contents) {
    whole.set(content, at);
    at += content.length;
  }
  return whole;
};

/// Unpacks it: the tar.
export const unpacked = (whole) => {
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0);
  const index = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length)));
  const contents = whole.subarray(4 + length);
  const blocks = (size) => Math.ceil(size / BLOCK) * BLOCK;
  const tar = new Uint8Array(index.reduce((sum, [, size]) => sum + BLOCK + blocks(size), 2 * BLOCK));
  let at = 0;
  for (const [head, size, from, kept] of index) {
    tar.set(Uint8Array.from(atob(head), (letter) => letter.charCodeAt(0)), at);
    tar.set(contents.subarray(from, from + kept), at + BLOCK);
    at += BLOCK + blocks(size);
  }
  return tar;
};
