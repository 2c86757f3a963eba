// Trunk's hook after each build. One after the other, in this order: the worker's list names the joined style sheet, and
// leaves out what is loaded only when it is wanted. (As `import` statements they would not wait for each other.)
for (const step of ["./styles.mjs", "../editor/build.mjs", "./python.mjs", "./precache.mjs"]) await import(step);
