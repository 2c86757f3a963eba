// Trunk's hook after each build. In this order: the worker's list names the joined style sheet, and leaves out what is
// loaded only when it is wanted.
import "./styles.mjs";
import "./editor/build.mjs";
import "./python.mjs";
import "./precache.mjs";
