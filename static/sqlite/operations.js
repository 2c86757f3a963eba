// The operations that a program calls: SQLite's functions, with their arguments read and their results written.

import { TYPES } from "./callbacks.js";
import { KINDS, Writer } from "./values.js";

const OK = 0;
const ROW = 100;
const DONE = 101;
const TOOBIG = 18;
/// SQLITE_TRANSIENT: SQLite copies what it is given.
const COPY = -1;
const OPEN_DEFAULTS = 2 | 4;
const OPEN_URI = 64;
/// SQLITE_DBCONFIG_DQS_DML and _DDL: texts in double quotes, which most programs' SQLite still takes.
const DOUBLE_QUOTES = [1013, 1014];
/// The size of a page where nothing else is asked for, as in SQLite elsewhere.
const PAGE_SIZE = "PRAGMA page_size = 4096";
/// SQLITE_DESERIALIZE_FREEONCLOSE and _RESIZEABLE.
const DESERIALIZE = 1 | 2;

export const operations = (heap, callbacks) => {
  const { sqlite } = heap;
  const int = (reader) => Number(reader.integer());

  /// Writes the columns of the row at which a statement stands. With `textsRaw` a text is a list of its bytes; columns in `raw`
  /// are bytes whatever is in them.
  const writeRow = (statement, textsRaw, raw, writer) => {
    const count = sqlite.sqlite3_data_count(statement);
    writer.row(count);
    for (let column = 0; column < count; column++) {
      const type = sqlite.sqlite3_column_type(statement, column);
      const isRaw = raw?.includes(column);
      if (type === TYPES.INTEGER && !isRaw) writer.integer(sqlite.sqlite3_column_int64(statement, column));
      else if (type === TYPES.FLOAT && !isRaw) writer.real(sqlite.sqlite3_column_double(statement, column));
      else if (type > TYPES.BLOB) writer.none();
      else {
        const isText = type === TYPES.TEXT && !isRaw;
        const at = isText ? sqlite.sqlite3_column_text(statement, column) : sqlite.sqlite3_column_blob(statement, column);
        const bytes = heap.bytes(at, sqlite.sqlite3_column_bytes(statement, column));
        if (!isText) writer.blob(bytes);
        else if (textsRaw) writer.begin(1).blob(bytes);
        else writer.text(bytes);
      }
    }
  };

  /// Steps a statement, which is reset unless it stands at a row then.
  const stepped = (statement) => {
    callbacks.wasBusy = false;
    const result = sqlite.sqlite3_step(statement);
    const db = sqlite.sqlite3_db_handle(statement);
    const changes = result === DONE ? sqlite.sqlite3_changes(db) : null;
    if (result !== ROW) sqlite.sqlite3_reset(statement);
    return [result, callbacks.wasBusy, changes, sqlite.sqlite3_last_insert_rowid(db)];
  };
  /// Writes the result of a step, whether another's lock is in the way, the rows that the statement has changed in all if it is
  /// done, and the latest row of its connection: four values.
  const writeStep = ([result, wasBusy, changes, row], writer) => writer.integer(result).integer(wasBusy).value(changes).integer(row);

  const bind = (statement, index, reader) => {
    const raw = (call) => {
      const bytes = reader.raw();
      if (bytes.length > 1_000_000_000) return TOOBIG;
      const at = heap.copy(bytes);
      const result = call(statement, index, at, bytes.length, COPY);
      heap.free(at);
      return result;
    };
    switch (reader.kind()) {
      case KINDS.INTEGER:
        return sqlite.sqlite3_bind_int64(statement, index, reader.integer());
      case KINDS.REAL:
        return sqlite.sqlite3_bind_double(statement, index, reader.real());
      case KINDS.TEXT:
        return raw(sqlite.sqlite3_bind_text);
      case KINDS.BLOB:
        return raw(sqlite.sqlite3_bind_blob);
      default:
        reader.value();
        return sqlite.sqlite3_bind_null(statement, index);
    }
  };

  /// An operation whose arguments are numbers, texts and `null`, and whose result is a value.
  const plain = (call) => (reader, writer, count) => {
    writer.value(call(...Array.from({ length: count }, () => reader.value())));
  };

  return {
    version: plain(() => heap.text(sqlite.sqlite3_libversion())),
    /// Carries out statements without results; tells if another's lock is in the way.
    execute: plain((db, text) => {
      callbacks.wasBusy = false;
      return [heap.withTexts([text], (at) => sqlite.sqlite3_exec(db, at, 0, 0, 0)), Number(callbacks.wasBusy)];
    }),
    complete: plain((text) => heap.withTexts([text], (at) => sqlite.sqlite3_complete(at))),

    open: plain((path, uri) =>
      heap.withTexts([path], (name) =>
        heap.withRoom(4, (to) => {
          const result = sqlite.sqlite3_open_v2(name, to, OPEN_DEFAULTS | (uri ? OPEN_URI : 0), 0);
          const db = heap.read32(to);
          if (result !== OK) return [result, db];
          for (const option of DOUBLE_QUOTES) sqlite.sqlite3__wasm_db_config_ip(db, option, 1, 0);
          heap.withTexts([PAGE_SIZE], (text) => sqlite.sqlite3_exec(db, text, 0, 0, 0));
          sqlite.sqlite3_busy_handler(db, callbacks.busy, 0);
          return [result, db];
        }),
      ),
    ),
    close: plain((db) => sqlite.sqlite3_close_v2(db)),
    error: plain((db) => [sqlite.sqlite3_errcode(db), sqlite.sqlite3_extended_errcode(db), heap.text(sqlite.sqlite3_errmsg(db))]),
    autocommit: plain((db) => sqlite.sqlite3_get_autocommit(db)),
    counts: plain((db) => [sqlite.sqlite3_changes(db), sqlite.sqlite3_total_changes(db), sqlite.sqlite3_last_insert_rowid(db)]),
    interrupt: plain((db) => sqlite.sqlite3_interrupt(db)),
    limit: plain((db, category, value) => sqlite.sqlite3_limit(db, category, value)),
    config: plain((db, option, value) =>
      heap.withRoom(4, (to) => [sqlite.sqlite3__wasm_db_config_ip(db, option, value, to), heap.read32(to)]),
    ),

    /// The statement at the beginning of a text, the rest of that, and what is known of the statement before it runs.
    prepare(reader, writer) {
      const db = int(reader);
      const text = reader.raw();
      const at = heap.copy(text);
      heap.withRoom(8, (to) => {
        callbacks.wasBusy = false;
        const result = sqlite.sqlite3_prepare_v2(db, at, text.length + 1, to, to + 4);
        const [statement, end] = [heap.read32(to), heap.read32(to + 4)];
        const rest = result === OK ? text.slice(end - at) : new Uint8Array();
        writer.begin(7).integer(result).integer(callbacks.wasBusy).integer(statement).text(rest);
        writer.integer(statement ? sqlite.sqlite3_stmt_readonly(statement) : 1);
        writer.integer(statement ? sqlite.sqlite3_column_count(statement) : 0);
        const count = statement ? sqlite.sqlite3_bind_parameter_count(statement) : 0;
        writer.begin(count);
        for (let index = 1; index <= count; index++) writer.value(heap.text(sqlite.sqlite3_bind_parameter_name(statement, index)));
      });
      heap.free(at);
    },
    /// Names of the columns, each with the type that its table declares for it.
    columns: plain((statement) =>
      Array.from({ length: sqlite.sqlite3_column_count(statement) }, (_, column) => [
        heap.text(sqlite.sqlite3_column_name(statement, column)),
        heap.text(sqlite.sqlite3_column_decltype(statement, column)),
      ]),
    ),
    finalize: plain((statement) => sqlite.sqlite3_finalize(statement)),
    reset: plain((statement) => sqlite.sqlite3_reset(statement)),
    busy: plain((statement) => sqlite.sqlite3_stmt_busy(statement)),
    /// Binds the values of a list and steps. The first value written is 0, or the code and the place of a value that was not
    /// bound, and nothing follows.
    run(reader, writer) {
      const statement = int(reader);
      sqlite.sqlite3_reset(statement);
      const count = reader.enter();
      for (let index = 1; index <= count; index++) {
        const result = bind(statement, index, reader);
        if (result !== OK) return writer.value([[result, index]]);
      }
      return writeStep(stepped(statement), writer.begin(5).integer(0));
    },
    step(reader, writer) {
      writeStep(stepped(int(reader)), writer.begin(4));
    },
    /// The row at which a statement stands and those that follow, at most so many, and the last step.
    rows(reader, writer) {
      const statement = int(reader);
      const [textsRaw, raw, most] = [int(reader), reader.value(), int(reader)];
      const rows = new Writer();
      let count = 0;
      let last;
      do {
        writeRow(statement, textsRaw, raw, rows);
        count += 1;
        last = stepped(statement);
      } while (last[0] === ROW && count < most);
      writeStep(last, writer.begin(5).begin(count).written(rows));
    },

    create_function: plain((db, name, count, flags, number, kind) =>
      heap.withTexts([name], (text) => {
        const { call, step: stepped, inverse, value, final, destroy } = callbacks;
        if (number && kind === "window") {
          return sqlite.sqlite3_create_window_function(db, text, count, flags, number, stepped, final, value, inverse, destroy);
        }
        const functions = number ? { function: [call, 0, 0], aggregate: [0, stepped, final] }[kind] : [0, 0, 0];
        return sqlite.sqlite3_create_function_v2(db, text, count, flags, number, ...functions, number ? destroy : 0);
      }),
    ),
    create_collation: plain((db, name, number) =>
      heap.withTexts([name], (text) =>
        sqlite.sqlite3_create_collation_v2(db, text, 1, number, number ? callbacks.compare : 0, number ? callbacks.destroy : 0),
      ),
    ),
    trace: plain((db, number) => sqlite.sqlite3_trace_v2(db, number ? 1 : 0, number ? callbacks.trace : 0, number)),
    progress: plain((db, steps, number) => sqlite.sqlite3_progress_handler(db, steps, number ? callbacks.progress : 0, number)),
    authorize: plain((db, number) => sqlite.sqlite3_set_authorizer(db, number ? callbacks.authorize : 0, number)),

    backup_init: plain((to, toName, from, fromName) =>
      heap.withTexts([toName, fromName], (toText, fromText) => sqlite.sqlite3_backup_init(to, toText, from, fromText)),
    ),
    backup_step: plain((backup, pages) => [
      sqlite.sqlite3_backup_step(backup, pages),
      sqlite.sqlite3_backup_remaining(backup),
      sqlite.sqlite3_backup_pagecount(backup),
    ]),
    backup_finish: plain((backup) => sqlite.sqlite3_backup_finish(backup)),
    serialize(reader, writer) {
      const db = int(reader);
      const name = reader.value();
      heap.withTexts([name], (text) =>
        heap.withRoom(8, (to) => {
          const at = sqlite.sqlite3_serialize(db, text, to, 0);
          if (!at) return writer.none();
          writer.blob(heap.bytes(at, heap.read32(to)));
          return heap.free(at);
        }),
      );
    },
    deserialize(reader, writer) {
      const [db, name, bytes] = [int(reader), reader.value(), reader.raw()];
      const at = heap.copy(bytes);
      const size = BigInt(bytes.length);
      writer.integer(heap.withTexts([name], (text) => sqlite.sqlite3_deserialize(db, text, at, size, size, DESERIALIZE)));
    },
    text_of: plain((code) => heap.text(sqlite.sqlite3_errstr(code))),
  };
};
