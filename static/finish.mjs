// Trunk's hook after each build. In this order: the worker's list names the joined style sheet.
import "./styles.mjs";
import "./precache.mjs";
