// Values on their way between a program and SQLite: a letter for the kind, and the value. src/python/sqlite/values.rs reads and
// writes the same. Numbers are little-endian.

const NONE = 0;
const INTEGER = 1;
const REAL = 2;
const TEXT = 3;
const BLOB = 4;
const LIST = 5;
const ROW = 6;

export const KINDS = { NONE, INTEGER, REAL, TEXT, BLOB };

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/// A value that is a REAL even if it is whole.
export class Real {
  constructor(number) {
    this.number = number;
  }
}

/// A TEXT by its bytes, which need not be valid.
export class Text {
  constructor(bytes) {
    this.bytes = bytes;
  }
}

/// Reads values one after another.
export class Reader {
  #bytes;
  #view;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /// The kind of the next value.
  kind() {
    return this.#bytes[this.#at];
  }

  /// Goes into a list; returns its length.
  enter() {
    this.#at += 5;
    return this.#view.getUint32(this.#at - 4, true);
  }

  /// The bytes of a TEXT or BLOB, which are not copied.
  raw() {
    const length = this.#view.getUint32(this.#at + 1, true);
    this.#at += 5 + length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  integer() {
    this.#at += 9;
    return this.#view.getBigInt64(this.#at - 8, true);
  }

  real() {
    this.#at += 9;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  /// The next value. An integer is a number where that is exact.
  value() {
    switch (this.kind()) {
      case INTEGER: {
        const exact = this.integer();
        const number = Number(exact);
        return Number.isSafeInteger(number) ? number : exact;
      }
      case REAL:
        return this.real();
      case TEXT:
        return decoder.decode(this.raw());
      case BLOB:
        return this.raw();
      case LIST:
      case ROW:
        return Array.from({ length: this.enter() }, () => this.value());
      default:
        this.#at += 1;
        return null;
    }
  }
}

/// Writes values one after another.
export class Writer {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  #room(more) {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }

  #head(kind, length) {
    this.#room(5);
    this.#bytes[this.#length] = kind;
    this.#view.setUint32(this.#length + 1, length, true);
    this.#length += 5;
  }

  none() {
    this.#room(1);
    this.#bytes[this.#length] = NONE;
    this.#length += 1;
    return this;
  }

  integer(value) {
    this.#room(9);
    this.#bytes[this.#length] = INTEGER;
    this.#view.setBigInt64(this.#length + 1, BigInt(value), true);
    this.#length += 9;
    return this;
  }

  real(value) {
    this.#room(9);
    this.#bytes[this.#length] = REAL;
    this.#view.setFloat64(this.#length + 1, value, true);
    this.#length += 9;
    return this;
  }

  #raw(kind, bytes) {
    this.#head(kind, bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /// A text by its bytes, which need not be valid.
  text(bytes) {
    return this.#raw(TEXT, bytes);
  }

  blob(bytes) {
    return this.#raw(BLOB, bytes);
  }

  /// Begins a list of so many values, which follow.
  begin(length) {
    this.#head(LIST, length);
    return this;
  }

  /// Begins a row, which is a tuple for the program unless a text in it is invalid.
  row(length) {
    this.#head(ROW, length);
    return this;
  }

  /// What another has written.
  written(other) {
    const bytes = other.bytes();
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  value(value) {
    if (value === null || value === undefined) return this.none();
    if (typeof value === "string") return this.text(encoder.encode(value));
    if (value instanceof Uint8Array) return this.blob(value);
    if (value instanceof Text) return this.text(value.bytes);
    if (value instanceof Real) return this.real(value.number);
    if (Array.isArray(value)) return this.list(value);
    return this.integer(value);
  }

  list(values) {
    this.begin(values.length);
    for (const value of values) this.value(value);
    return this;
  }

  bytes() {
    return this.#bytes.subarray(0, this.#length);
  }
}
