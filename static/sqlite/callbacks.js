// Functions of the program as SQLite calls them. Each is known by a number, which SQLite hands back with every call.

import { KINDS, Real, Text } from "./values.js";

const OK = 0;
const NOMEM = 7;
const TOOBIG = 18;
/// SQLITE_TRANSIENT: SQLite copies what it is given.
const COPY = -1;
/// Kinds of values: INTEGER, FLOAT, TEXT, BLOB, and 5 for NULL.
export const TYPES = { INTEGER: 1, FLOAT: 2, TEXT: 3, BLOB: 4 };
/// The kind of a trace that is of a statement.
const TRACE_STATEMENT = 1;

export class Callbacks {
  #heap;
  /// Number of the latest aggregate that was begun.
  #aggregates = 0;
  /// True once a connection has found the lock of another in its way.
  wasBusy = false;

  /// `ask` returns a reader of the program's answer.
  constructor(heap, ask) {
    this.#heap = heap;
    const { sqlite } = heap;
    const answer = (question) => Number(ask(question).value());
    const user = (context) => sqlite.sqlite3_user_data(context);
    this.call = heap.add((context, count, values) => {
      this.#give(context, ask(["call", user(context), this.#values(count, values)]));
    }, "iii:");
    this.step = heap.add((context, count, values) => {
      this.#did(context, ask(["step", user(context), this.#aggregate(context), this.#values(count, values)]));
    }, "iii:");
    this.inverse = heap.add((context, count, values) => {
      this.#did(context, ask(["inverse", user(context), this.#aggregate(context), this.#values(count, values)]));
    }, "iii:");
    this.value = heap.add((context) => {
      this.#give(context, ask(["value", user(context), this.#aggregate(context)]));
    }, "i:");
    this.final = heap.add((context) => {
      // Without a row there was no step, and there is no aggregate.
      if (!sqlite.sqlite3_aggregate_context(context, 0)) return;
      this.#give(context, ask(["final", user(context), this.#aggregate(context)]));
    }, "i:");
    this.destroy = heap.add((number) => {
      ask(["destroy", number]);
    }, "i:");
    this.compare = heap.add((number, length, first, otherLength, second) => {
      const texts = [[first, length], [second, otherLength]].map(([at, count]) => new Text(heap.bytes(at, count).slice()));
      return answer(["compare", number, ...texts]);
    }, "iiiii:i");
    this.trace = heap.add((kind, number, statement, text) => {
      if (kind !== TRACE_STATEMENT) return OK;
      const plain = heap.text(text);
      if (plain.startsWith("--")) {
        ask(["trace", number, plain, plain]);
        return OK;
      }
      const expanded = sqlite.sqlite3_expanded_sql(statement);
      ask(["trace", number, heap.text(expanded), plain]);
      heap.free(expanded);
      return OK;
    }, "iiii:i");
    this.progress = heap.add((number) => answer(["progress", number]), "i:i");
    this.authorize = heap.add(
      (number, action, ...texts) => answer(["authorize", number, action, ...texts.map((text) => heap.text(text))]),
      "iiiiii:i",
    );
    /// Never waits here, where no stack can be suspended: the program waits and tries again.
    this.busy = heap.add(() => {
      this.wasBusy = true;
      return 0;
    }, "ii:i");
  }

  /// The number of the aggregate that goes on, which begins with its first call.
  #aggregate(context) {
    const place = this.#heap.sqlite.sqlite3_aggregate_context(context, 4);
    if (!place) return 0;
    let number = this.#heap.read32(place);
    if (!number) {
      this.#aggregates += 1;
      number = this.#aggregates;
      this.#heap.write32(place, number);
    }
    return number;
  }

  #values(count, at) {
    const { sqlite } = this.#heap;
    return Array.from({ length: count }, (_, index) => {
      const value = this.#heap.read32(at + 4 * index);
      switch (sqlite.sqlite3_value_type(value)) {
        case TYPES.INTEGER:
          return sqlite.sqlite3_value_int64(value);
        case TYPES.FLOAT:
          return new Real(sqlite.sqlite3_value_double(value));
        case TYPES.TEXT: {
          const text = sqlite.sqlite3_value_text(value);
          return new Text(this.#heap.bytes(text, sqlite.sqlite3_value_bytes(value)).slice());
        }
        case TYPES.BLOB: {
          const blob = sqlite.sqlite3_value_blob(value);
          return this.#heap.bytes(blob, sqlite.sqlite3_value_bytes(value)).slice();
        }
        default:
          return null;
      }
    });
  }

  /// Tells SQLite that a call has failed, if it has: the answer is a code and a sentence then.
  #did(context, answer) {
    const { sqlite } = this.#heap;
    if (answer.enter() !== 2) return false;
    const [code, sentence] = [answer.value(), answer.value()];
    if (code === NOMEM) sqlite.sqlite3_result_error_nomem(context);
    else if (code === TOOBIG) sqlite.sqlite3_result_error_toobig(context);
    else this.#heap.withTexts([sentence], (text) => sqlite.sqlite3_result_error(context, text, -1));
    return true;
  }

  /// Gives SQLite the value of a call, which is the only one of the answer, or its failure.
  #give(context, answer) {
    const { sqlite } = this.#heap;
    if (this.#did(context, answer)) return;
    const copied = (call) => {
      const bytes = answer.raw();
      const at = this.#heap.copy(bytes);
      call(context, at, bytes.length, COPY);
      this.#heap.free(at);
    };
    const kind = answer.kind();
    if (kind === KINDS.INTEGER) sqlite.sqlite3_result_int64(context, answer.integer());
    else if (kind === KINDS.REAL) sqlite.sqlite3_result_double(context, answer.real());
    else if (kind === KINDS.TEXT) copied(sqlite.sqlite3_result_text);
    else if (kind === KINDS.BLOB) copied(sqlite.sqlite3_result_blob);
    else sqlite.sqlite3_result_null(context);
  }
}
