/// The files that are wanted before SQLite can be started, by their names, and the scripts beside them.
export const FILES = ["sqlite3.wasm"];
export const SCRIPTS = ["sqlite.js", "callbacks.js", "file-system.js", "files.js", "memory.js", "operations.js", "values.js"];
