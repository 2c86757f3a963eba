/// The files that are wanted before PostgreSQL can be started, by their names.
export const FILES = ["pglite.wasm", "files.gz", "folder.gz"];
