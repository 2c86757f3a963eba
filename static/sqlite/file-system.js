// SQLite's files: those of the program, which are read and written where the program itself has them. Connections lock them
// among each other here, since all are in one SQLite; so they share the index of a write-ahead log, too.

const OK = 0;
const IOERR_SHORT_READ = 522;
const BUSY = 5;
const NOTFOUND = 12;
/// Levels of a lock: SQLite's.
const [NOTHING, SHARED, RESERVED, PENDING, EXCLUSIVE] = [0, 1, 2, 3, 4];
/// Bytes in SQLite's structure of an open file: the address of its functions, and our number of the file.
const FILE_BYTES = 8;
const SECTOR = 4096;
/// How a region's locks are asked for.
const [SHM_UNLOCK, SHM_LOCK, SHM_SHARED] = [1, 2, 4];

/// A file that connections have open, by the number that the program knows it by.
class LockedFile {
  readers = new Set();
  /// The one that may write, or does.
  writer = null;
  /// True while the writer waits for readers to leave: no new ones are let in.
  isPending = false;
  /// Addresses of the regions of its write-ahead log's index, and the locks in there: { shared: Set, exclusive }.
  regions = [];
  slots = Array.from({ length: 8 }, () => ({ shared: new Set(), exclusive: null }));
  /// Connections that use the regions.
  users = new Set();
}

export class FileSystem {
  #heap;
  #ask;
  /// Open files by our numbers: { handle, locked, level }.
  #open = new Map();
  #locked = new Map();
  #latest = 0;

  /// `ask` returns what the program answers.
  constructor(heap, ask) {
    this.#heap = heap;
    this.#ask = ask;
  }

  #file(at) {
    return this.#open.get(this.#heap.read32(at + 4));
  }

  #close(at) {
    const file = this.#file(at);
    this.#unlock(file, NOTHING);
    this.#open.delete(this.#heap.read32(at + 4));
    this.#ask(["close", file.handle]);
    return OK;
  }

  #read(at, to, length, offset) {
    const found = this.#ask(["read", this.#file(at).handle, length, Number(offset)]);
    const room = this.#heap.bytes(to, length);
    room.set(found);
    room.fill(0, found.length);
    return found.length < length ? IOERR_SHORT_READ : OK;
  }

  #lock(file, level) {
    const { locked } = file;
    if (level <= file.level) return OK;
    if (level === SHARED) {
      if (locked.isPending) return BUSY;
      locked.readers.add(file);
    } else {
      if (locked.writer && locked.writer !== file) return BUSY;
      locked.writer = file;
      if (level === EXCLUSIVE) {
        locked.isPending = true;
        if (locked.readers.size > 1) {
          file.level = PENDING;
          return BUSY;
        }
      }
    }
    file.level = level;
    return OK;
  }

  #unlock(file, level) {
    const { locked } = file;
    if (locked.writer === file && level <= SHARED) {
      locked.writer = null;
      locked.isPending = false;
    }
    if (level === NOTHING) locked.readers.delete(file);
    file.level = Math.min(file.level, level);
    return OK;
  }

  /// A region of the index, made if that is asked for.
  #map(file, number, length, extend, to) {
    const { locked } = file;
    locked.users.add(file);
    while (extend && locked.regions.length <= number) {
      const region = this.#heap.allocate(length);
      this.#heap.bytes(region, length).fill(0);
      locked.regions.push(region);
    }
    this.#heap.write32(to, locked.regions[number] ?? 0);
    return OK;
  }

  #lockRegion(file, first, count, flags) {
    const slots = file.locked.slots.slice(first, first + count);
    if (flags & SHM_UNLOCK) {
      for (const slot of slots) {
        slot.shared.delete(file);
        if (slot.exclusive === file) slot.exclusive = null;
      }
      return OK;
    }
    const others = (slot) => [...slot.shared].some((other) => other !== file);
    const isTaken = (slot) => (slot.exclusive && slot.exclusive !== file) || (!(flags & SHM_SHARED) && others(slot));
    if (slots.some(isTaken)) return BUSY;
    for (const slot of slots) {
      if (flags & SHM_SHARED) slot.shared.add(file);
      else if (flags & SHM_LOCK) slot.exclusive = file;
    }
    return OK;
  }

  #unmap(file, remove) {
    const { locked } = file;
    this.#lockRegion(file, 0, locked.slots.length, SHM_UNLOCK);
    locked.users.delete(file);
    if (remove && !locked.users.size) {
      for (const region of locked.regions.splice(0)) this.#heap.free(region);
    }
    return OK;
  }

  /// The functions of an open file, as SQLite's structure of them has them.
  #methods() {
    const heap = this.#heap;
    const on = (call, kinds) => heap.add((at, ...rest) => call(this.#file(at), ...rest), `i${kinds}:i`);
    return [
      3,
      heap.add((at) => this.#close(at), "i:i"),
      heap.add((at, to, length, offset) => this.#read(at, to, length, offset), "iiiI:i"),
      on((file, from, length, offset) => this.#ask(["write", file.handle, Number(offset), heap.bytes(from, length).slice()]), "iiI"),
      on((file, size) => this.#ask(["truncate", file.handle, Number(size)]), "I"),
      on(() => OK, "i"),
      on((file, to) => {
        heap.write64(to, this.#ask(["size", file.handle]));
        return OK;
      }, "i"),
      on((file, level) => this.#lock(file, level), "i"),
      on((file, level) => this.#unlock(file, level), "i"),
      on((file, to) => {
        heap.write32(to, file.locked.writer ? 1 : 0);
        return OK;
      }, "i"),
      on(() => NOTFOUND, "ii"),
      on(() => SECTOR, ""),
      on(() => 0, ""),
      on((file, number, length, extend, to) => this.#map(file, number, length, extend, to), "iiii"),
      on((file, first, count, flags) => this.#lockRegion(file, first, count, flags), "iii"),
      heap.add(() => {}, "i:"),
      on((file, remove) => this.#unmap(file, remove), "i"),
      // No file is mapped into memory.
      on((_file, _offset, _length, to) => {
        heap.write32(to, 0);
        return OK;
      }, "Iii"),
      on(() => OK, "Ii"),
    ];
  }

  #opened(name, at, flags, to, methods) {
    const heap = this.#heap;
    heap.write32(at, 0);
    const [failure, handle, identity, outFlags] = this.#ask(["open", heap.text(name), flags]);
    if (failure) return failure;
    if (!this.#locked.has(identity)) this.#locked.set(identity, new LockedFile());
    this.#latest += 1;
    this.#open.set(this.#latest, { handle, locked: this.#locked.get(identity), level: NOTHING });
    heap.write32(at, methods);
    heap.write32(at + 4, this.#latest);
    if (to) heap.write32(to, outFlags);
    return OK;
  }

  /// Makes this SQLite's file system.
  register() {
    const heap = this.#heap;
    const structure = (numbers) => {
      const at = heap.allocate(4 * numbers.length);
      numbers.forEach((number, index) => heap.write32(at + 4 * index, number));
      return at;
    };
    const methods = structure(this.#methods());
    const now = () => this.#ask(["now"]);
    const functions = [
      heap.add((_, name, at, flags, to) => this.#opened(name, at, flags, to, methods), "iiiii:i"),
      heap.add((_, name) => this.#ask(["delete", heap.text(name)]), "iii:i"),
      heap.add((_, name, flags, to) => {
        heap.write32(to, this.#ask(["access", heap.text(name), flags]));
        return OK;
      }, "iiii:i"),
      heap.add((_, name, length, to) => {
        const path = new TextEncoder().encode(`${this.#ask(["whole", heap.text(name)])}\0`);
        if (path.length > length) return 14;
        heap.bytes(to, path.length).set(path);
        return OK;
      }, "iiii:i"),
      ...[0, 0, 0, 0],
      heap.add((_, length, to) => {
        heap.bytes(to, length).set(this.#ask(["random", length]));
        return length;
      }, "iii:i"),
      // Nothing waits in here.
      heap.add(() => 0, "ii:i"),
      // Days since noon of the first day of the Julian calendar.
      heap.add((_, to) => {
        heap.writeDouble(to, now() / 86_400_000 + 2440587.5);
        return OK;
      }, "ii:i"),
      heap.add(() => 0, "iii:i"),
      heap.add((_, to) => {
        heap.write64(to, Math.round(now()) + 210866760000000);
        return OK;
      }, "ii:i"),
    ];
    const name = heap.copy(new TextEncoder().encode("program"));
    const vfs = structure([2, FILE_BYTES, 1024, 0, name, 0, ...functions]);
    heap.sqlite.sqlite3_vfs_register(vfs, 1);
  }
}
