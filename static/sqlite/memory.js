// The memory of SQLite's wasm, and functions of JavaScript for its table.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/// The kinds of wasm by letters: i for 32 bits, I for 64, f for a float of 64 bits.
const KINDS = { i: 0x7f, I: 0x7e, f: 0x7c };

const section = (id, content) => [id, ...lengthed(content)];
const lengthed = (content) => [...leb(content.length), ...content];
const leb = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...leb(number >> 7)]);

/// A function of JavaScript as one of wasm, which alone can stand in a table: a module imports it and exports it again.
/// `signature` is the kinds of its arguments, a colon and the kind of its result, if it has one.
const asWasm = (call, signature) => {
  const [taken, given] = signature.split(":").map((kinds) => [...kinds].map((kind) => KINDS[kind]));
  const type = [1, 0x60, ...lengthed(taken), ...lengthed(given)];
  const name = [1, 0x66];
  const bytes = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, type),
    ...section(2, [1, ...name, ...name, 0, 0]),
    ...section(7, [1, ...name, 0, 0]),
  ];
  const module = new WebAssembly.Module(new Uint8Array(bytes));
  return new WebAssembly.Instance(module, { f: { f: call } }).exports.f;
};

/// The memory, read and written by addresses.
export class Memory {
  #memory;

  constructor(exports, memory) {
    this.sqlite = exports;
    this.#memory = memory;
  }

  /// The view is made anew where the memory has grown.
  get #view() {
    if (this.view?.buffer !== this.#memory.buffer) {
      this.view = new DataView(this.#memory.buffer);
      this.all = new Uint8Array(this.#memory.buffer);
    }
    return this.view;
  }

  read32(at) {
    return this.#view.getInt32(at, true);
  }

  write32(at, value) {
    this.#view.setInt32(at, value, true);
  }

  write64(at, value) {
    this.#view.setBigInt64(at, BigInt(value), true);
  }

  writeDouble(at, value) {
    this.#view.setFloat64(at, value, true);
  }

  /// So many bytes at an address, which the next call may change.
  bytes(at, length) {
    void this.#view;
    return this.all.subarray(at, at + length);
  }

  /// The bytes of a text that ends with a zero; `null` at no address.
  rawText(at) {
    if (!at) return null;
    void this.#view;
    return this.all.subarray(at, this.all.indexOf(0, at));
  }

  text(at) {
    return at ? decoder.decode(this.rawText(at)) : null;
  }

  /// Memory with these bytes, and a zero behind them. Whoever asks for it frees it.
  copy(bytes) {
    const at = this.allocate(bytes.length + 1);
    this.bytes(at, bytes.length).set(bytes);
    this.all[at + bytes.length] = 0;
    return at;
  }

  allocate(length) {
    const at = this.sqlite.sqlite3_malloc(length);
    if (!at) throw new Error("it has no memory left");
    return at;
  }

  free(at) {
    this.sqlite.sqlite3_free(at);
  }

  /// Calls a function with the addresses of texts.
  withTexts(texts, call) {
    const places = texts.map((text) => (text === null ? 0 : this.copy(encoder.encode(text))));
    try {
      return call(...places);
    } finally {
      for (const at of places) this.free(at);
    }
  }

  /// Calls a function with the address of so many bytes, all zero, and returns what that returns.
  withRoom(length, call) {
    const at = this.allocate(length);
    this.bytes(at, length).fill(0);
    try {
      return call(at);
    } finally {
      this.free(at);
    }
  }

  /// Puts a function into the table; returns its number.
  add(call, signature) {
    const table = this.sqlite.__indirect_function_table;
    const number = table.grow(1);
    table.set(number, asWasm(call, signature));
    return number;
  }
}
