// Trunk's hook after each build. One after the other, in this order: the worker's list names the joined style sheet, and
// leaves out what is loaded only when it is wanted. (As `import` statements they would not wait for each other.)
const PAGE = ["./styles.mjs", "./demo-engine.mjs", "./front-page.mjs", "./lesson-pages.mjs", "../editor/build.mjs", "./frame-pages.mjs", "./python.mjs", "./precache.mjs"];
// `finish.mjs engine` puts an engine that has been built since into a page that is finished.
const ENGINE = ["./python.mjs", "./precache.mjs"];
for (const step of process.argv[2] === "engine" ? ENGINE : PAGE) await import(step);
