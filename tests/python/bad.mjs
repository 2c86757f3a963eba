// Programs that go wrong, and how each of them has to end: tests/bad/*.txt, which tests/python_engine/bad.rs reads as well.
//
// A file has one program after the other, each below a line `=== NAME: ENDING`. In a program «text×1000» stands for that
// text a thousand times, and `\n` in it for a new line. An ending is one of these, or several with ` or ` between them:
//
//     returned [TEXT]     it ran to its end, and the last line that it printed is TEXT, if there is one here
//     raised TEXT         it failed, and what the record says of that begins so
//     deadlock
//     limit NAME          it was stopped at that limit: events, output, tasks, turns, looks, waits,
//                         stacks (a browser that suspends none, and node)
//     never               it does not end: whoever runs it has to stop it
//     broken deep         the engine was lost, by too deep a recursion
//     broken memory       the engine was lost, having used up its memory
//     broken engine       the engine was lost in another way
import { readFileSync, readdirSync } from "node:fs";

const FOLDER = new URL("../bad/", import.meta.url);
const LIMITS = { events: "the record has reached its limit", output: "640 KB are printed", tasks: "20,000 tasks are alive", turns: "100,000 turns have passed", looks: "the program has looked at the clock", waits: "the program has waited 200,000 times", stacks: "the threads or processes of this program have to take turns" };

/// Every program: { name, topic, endings, source }.
export const programs = () =>
  readdirSync(FOLDER).filter((file) => file.endsWith(".txt")).sort().flatMap((file) => {
    const [, ...parts] = readFileSync(new URL(file, FOLDER), "utf8").split(/^=== /m);
    return parts.map((part) => {
      const [head, ...lines] = part.split("\n");
      const [, name, ending] = /^(\w+): (.+)$/.exec(head);
      const text = lines.join("\n").replace(/\n+$/, "\n");
      const source = text.replace(/«([^«»]*)×(\d+)»/g, (_, what, times) => what.replaceAll("\\n", "\n").repeat(Number(times)));
      return { name, topic: file.replace(".txt", ""), endings: ending.split(" or "), source };
    });
  });

/// How a record says that its program ended.
export const ended = (file) => {
  const { schema, strings, events } = JSON.parse(file);
  const kinds = schema.kinds.map((kind) => kind.split(" ")[0]);
  let limit = null;
  let last = "";
  let end = "no end";
  for (const [kind, , , , ...fields] of events) {
    if (kinds[kind] === "warning" && schema.warning[fields[0]] === "limit") limit = strings[fields[1]];
    if (kinds[kind] === "output" && schema.stream[fields[0]] === "out") last = strings[fields[1]];
    if (kinds[kind] === "run_ended") end = `${schema.status[fields[0]]}`.replace("text", strings[fields[1]]);
  }
  if (end === "limit") return `limit ${Object.keys(LIMITS).find((name) => limit?.startsWith(LIMITS[name])) ?? limit}`;
  return end === "returned" ? `returned ${last}`.trimEnd() : end;
};

/// Whether a program that ended so ended as one of these says.
export const isAmong = (endings, end) =>
  endings.some((ending) => (ending === "returned" ? end.startsWith("returned") : ending.startsWith("raised ") ? end.startsWith(ending) : end === ending));

/// How an engine was lost that has told this, as the page judges it.
export const broken = (why) => {
  const said = (...words) => words.some((word) => why.toLowerCase().includes(word));
  if (said("call stack", "recursion", "out of bounds")) return "broken deep";
  if (said("capacity overflow", "unable to allocate") || (said("unreachable") && !said("panicked"))) return "broken memory";
  return "broken engine";
};
