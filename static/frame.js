// The still page of a frame: what the program's page shows before a run, of plain HTML, until the reader touches it. A course
// has many frames, and each page that is started takes some twenty megabytes. boot.js loads this in a frame that has come into
// sight, and the page when `still` resolves.
//
// The page's own program has drawn all demos' and twins' pages when it was built (build/frame-pages.mjs), so that nothing moves
// when it takes over; programs of links are put into such a page here, as text.

/// The version and limits of links, as in `model/link.rs`.
const VERSION = "1";
const LONGEST_PACKED = 1 << 20;
const MOST_FILES = 100;
/// A longer program takes the editor, which draws only what is seen.
const LONGEST_TEXT = 100_000;

/// Signs of a reader who wants to use the page. A finger that only scrolls past makes no click.
const SIGNS = ["pointerdown", "click", "keydown", "focusin"];

const root = document.documentElement;
const make = (name, className, text) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
};

/// Reads a link: its program, none of a link that only shows a demo in a certain way, the names of the files beside it, and the
/// way to show it. Null for all that the page itself has to judge.
const opened = async (value) => {
  const packed = value.startsWith(`${VERSION}.`) ? value.slice(VERSION.length + 1) : "";
  if (!packed || packed.length > LONGEST_PACKED) return null;
  const { unpack } = await loopline.load("editor/links.js");
  const text = await unpack(packed, LONGEST_TEXT);
  if (text === null) return null;
  const { by, main, files = [], lang, timing, axis } = JSON.parse(text);
  const plain = ([path, ...more]) => /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path) && typeof more[0] === "string";
  const names = files.map(([path]) => path);
  const whole = typeof by === "string" && ["string", "undefined"].includes(typeof main) && files.length <= MOST_FILES && files.every(plain);
  return whole && new Set(names).size === names.length ? { program: main, names, lang, timing, axis } : null;
};

/// A part of the pages, as it was drawn; null if there is none of this name.
const part = async (name) => {
  const response = await fetch(new URL(`frames/${root.lang}/${name}.html`, document.baseURI));
  return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
};

/// The page of that name. `of` is that of the demo whose variant it is.
const drawn = async (kind, name, of) => {
  const [shared, own, first] = await Promise.all([part("shared"), part(name), of && part(of)]);
  if (!shared || !own) return null;
  const model = own.querySelector(".python-pane") ? "python" : "demo";
  const page = shared.getElementById(kind === "1" ? model : `${model}-console`).content.querySelector(".embedded");
  // The name of its main file, which the pane of the program has.
  page.dataset.file = own.querySelector(".file-tabs button")?.textContent ?? "";
  page.querySelector("main").prepend(own.querySelector(".demo-head"));
  if (kind === "timeline") for (const gone of page.querySelectorAll(".outputs, .splitter")) gone.remove();
  if (kind === "1") {
    const code = own.querySelector(".code");
    if (code && !code.childElementCount) code.append(...(first?.querySelector(".code").childNodes ?? []));
    page.querySelector(".panes").prepend(own.querySelector(".code-pane"));
  }
  page.querySelector(".timeline").append(...own.querySelectorAll("svg.miniature"));
  return page;
};

/// Returns whether this device has a program of the reader's own in the place of that of this file.
const hasDraft = (file) => {
  const name = file.replace(/\.py$/, "");
  try {
    return ["draft", "files"].some((what) => localStorage.getItem(`loopline.${what}.${name}`) !== null);
  } catch {
    return false;
  }
};

/// The clocks and axes of links, in the order of their buttons.
const CHOICES = { demo: ["live", "exact"], python: ["exact", "measured", "live"], axis: ["time", "steps"] };

/// Presses the button of a group that stands for a word, if there is one.
const choose = (group, words, word) => {
  if (!words.includes(word)) return;
  group.querySelectorAll("button").forEach((button, i) => button.setAttribute("aria-pressed", String(words[i] === word)));
};

/// The page of the address, in the language that it asks for; null where only the program knows what is to be shown.
const pageOf = async (kind) => {
  const [, sort, id, query = ""] = /^#\/?(demo|python)(?:\/([\w.-]+))?\/?(?:\?(.*))?$/.exec(location.hash) ?? [];
  if (!sort || (sort === "demo" && !id)) return null;
  const { link: packed, ...given } = Object.fromEntries(new URLSearchParams(query));
  const link = packed === undefined ? null : await opened(packed);
  if (packed !== undefined && !link) return null;
  if (["en", "ru"].includes(link?.lang)) root.lang = root.dataset.lang = link.lang;
  const page = await (sort === "demo" ? demoPage(kind, id, given, link) : link ? linkedPage(kind, id, link) : twinPage(kind, id, given));
  if (!page || !link) return page;
  const clocks = page.querySelector(".runs-python") ? CHOICES.python : CHOICES.demo;
  choose(page.querySelector(".tools .segments:not(.axis)"), clocks, link.timing);
  choose(page.querySelector(".tools .axis"), CHOICES.axis, link.axis);
  return page;
};

/// The page of a program in Python that the course has, or of the reader's own.
const twinPage = async (kind, id, given) => {
  const page = Object.keys(given).length ? null : await drawn(kind, id ? `python/${id}` : "python");
  return page && !hasDraft(page.dataset.file) ? page : null;
};

/// The page of a demo, with the parameters of the address.
const demoPage = async (kind, id, { variant, ...given }, link) => {
  if (link?.program !== undefined) return null;
  const page = await (variant ? drawn(kind, `demo/${id}.${variant}`, `demo/${id}`) : drawn(kind, `demo/${id}`));
  // A demo in Python alone has no parameters, and perhaps a draft.
  const file = page?.dataset.file;
  if (!page || (file && (link || Object.keys(given).length || hasDraft(file)))) return null;
  for (const [name, text] of Object.entries(given)) {
    const field = page.querySelector(`#param-${CSS.escape(name)}`);
    const slider = field?.closest(".param").querySelector("[type=range]");
    slider?.setAttribute("value", text);
    // The browser puts what is no number, out of range or between two steps right, and the page refuses it.
    if (!slider || !/^\d+(\.\d+)?$/.test(text) || Number(slider.value) !== Number(text)) return null;
    field.setAttribute("value", root.lang === "ru" ? slider.value.replace(".", ",") : slider.value);
  }
  return page;
};

/// The page of a program that came by a link, `id` of the twin from which it was made.
const linkedPage = async (kind, id, link) => {
  if (link.program === undefined) return null;
  const [page, twin] = await Promise.all([drawn(kind, id ? "link-of" : "link"), id && drawn(kind, `python/${id}`)]);
  if (!page || twin === null) return null;
  const origin = page.querySelector(".linked-keep a");
  if (origin) {
    origin.setAttribute("href", `#/python/${id}`);
    origin.textContent = twin.querySelector("h1").textContent;
  }
  const text = page.querySelector(".still-text");
  if (text) text.textContent = link.program;
  const tabs = page.querySelector(".file-tabs ul");
  if (tabs && twin) tabs.querySelector("button").textContent = twin.dataset.file;
  for (const name of tabs ? link.names : []) {
    const tab = make("button", "tab", name);
    tab.type = "button";
    tab.setAttribute("aria-pressed", "false");
    const item = make("li");
    item.append(tab);
    tabs.append(item);
  }
  return page;
};

// ---- Python ------------------------------------------------------------------------------------------------------

const TOKEN = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<text>\b[rbfu]{1,2}(?=["'])(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?)|"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?)/,
    /(?<number>\b\d[\w.]*)/,
    /(?<keyword>\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|self|try|while|with|yield|None|True|False)\b)/,
    /(?<call>(?<!\bclass\s+)\b[A-Za-z_]\w*(?=\())/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gi",
);

/// The pieces of a program, each a class and a text, in the colours of the editor.
const pieces = (program) => {
  const all = [];
  let end = 0;
  for (const found of program.matchAll(TOKEN)) {
    const [kind, text] = Object.entries(found.groups).find(([, text]) => text !== undefined);
    all.push(["", program.slice(end, found.index)]);
    // What stands in the braces of a text is no text.
    const parts = kind === "text" && /^\w*f/i.test(text) ? text.split(/(\{[^{}]*\})/) : [text];
    for (const part of parts) all.push([part.startsWith("{") && parts.length > 1 ? "" : `code-${kind}`, part]);
    end = found.index + found[0].length;
  }
  return [...all, ["", program.slice(end)]];
};

/// A line of a program with its number before it.
const lineOf = (number, code) => {
  const line = make("div", "code-line");
  line.append(number, code);
  return line;
};

/// Lays a program in Python out as the editor does, which takes its place.
const layOutText = (place) => {
  const lines = [];
  const begin = () => {
    const number = make("span", "code-number-of-line", String(lines.length + 1));
    number.setAttribute("aria-hidden", "true");
    lines.push(lineOf(number, make("code")));
  };
  begin();
  for (const [kind, text] of pieces(place.textContent)) {
    text.split("\n").forEach((part, i) => {
      if (i) begin();
      if (part) lines.at(-1).lastChild.append(kind ? make("span", kind, part) : part);
    });
  }
  place.replaceChildren(...lines);
  place.tabIndex = 0;
  place.setAttribute("role", "region");
};

/// Gives the lines of a program in Rust their numbers, which are buttons there.
const layOutCode = (place) => {
  const label = (number) => (root.lang === "ru" ? `Строка ${number}: точка останова` : `Line ${number}: stop`);
  const lines = [...place.children].map((code, i) => {
    const number = make("button", "code-number-of-line", String(i + 1));
    Object.assign(number, { type: "button", id: `code-number-${i + 1}`, tabIndex: i ? -1 : 0 });
    number.setAttribute("aria-pressed", "false");
    number.setAttribute("aria-label", label(i + 1));
    return lineOf(number, code);
  });
  place.replaceChildren(...lines);
};

// ---- The page ----------------------------------------------------------------------------------------------------

/// The picture of a run over the lanes, with a button to run.
const picture = make("div", "still-picture");
const start = make("button", "run-button");

/// Completes a page that was drawn.
const build = (page) => {
  const [text, code] = [page.querySelector(".still-text"), page.querySelector(".code")];
  if (text) layOutText(text);
  if (code) layOutCode(code);
  const live = [...page.querySelectorAll(".tools button")].find(({ title }) => /real time|реальном времени/.test(title));
  if (live && !("Suspending" in WebAssembly)) live.disabled = true;
  page.querySelector(".embed-bar a").setAttribute("href", document.baseURI.replace(/[?#].*$/, "") + location.hash);
  const run = page.querySelector("#run");
  start.type = "button";
  // The same as the button above, which keys and screen readers come to.
  start.tabIndex = -1;
  start.setAttribute("aria-hidden", "true");
  start.append(run.querySelector("svg").cloneNode(true));
  start.addEventListener("click", () => document.querySelector("#still #run, :root:not([data-still]) #run")?.click());
  const lanes = page.querySelector(".timeline");
  picture.append(...lanes.querySelectorAll("svg"), start);
  lanes.append(picture);
  const shown = make("div");
  shown.id = "still";
  shown.append(page);
  return shown;
};

/// Shows the still page, if there is one, and resolves at the reader's first sign; at once if there is none.
export const still = async (kind) => {
  const page = await pageOf(kind).catch(() => null);
  if (!page) return;
  const shown = build(page);
  document.title = `${page.querySelector("h1").textContent} · Loopline`;
  root.dataset.still = "";
  document.body.append(shown);
  await new Promise((resolve) => {
    const begin = ({ type, target, key, pointerType, ctrlKey, metaKey, altKey }) => {
      // The way to the whole page needs none here; a finger may only begin to scroll.
      if (target.closest(".embed-bar") || (type === "pointerdown" && pointerType === "touch")) return;
      // The keys that run.
      const command = ctrlKey || metaKey;
      const runs = command ? key === "Enter" : /^[rк]$/i.test(key) && !altKey && !target.matches("input, select");
      if (type === "keydown" && runs) shown.querySelector("#run").click();
      resolve();
    };
    for (const sign of SIGNS) shown.addEventListener(sign, begin);
    addEventListener("hashchange", resolve, { once: true });
    // A mouse over the frame: the download may begin.
    const { js, wasm } = document.querySelector('meta[name="loopline-app"]').dataset;
    const ahead = ({ pointerType }) => pointerType === "mouse" && loopline.prefetch([js, wasm]);
    shown.addEventListener("pointerenter", ahead, { once: true });
  });
  // The button stays: a press of it may have only begun.
  picture.append(document.getElementById("loading") ?? "");
};

/// Returns an element that tells that the page is still without its program or output.
export const isGrowing = (app) =>
  app.querySelector(".code-pane:empty, .code[aria-busy=true], .python-editor[hidden], .output-pane > .pane-head:last-child");

/// Gives the page the numbers and the speed that were set meanwhile.
const takeFields = (shown, app) => {
  const fields = app.querySelectorAll(".param input, .rate");
  shown.querySelectorAll(".param input, .rate").forEach((field, i) => {
    const before = field.matches("select") ? fields[i]?.value : field.defaultValue;
    if (!fields[i] || field.value === before) return;
    fields[i].value = field.value;
    fields[i].dispatchEvent(new Event(field.type === "range" ? "input" : "change", { bubbles: true }));
  });
};

/// Called when the page takes the still one's place: it goes on where the reader is. The picture stays until there is a run.
export const leave = (app) => {
  const shown = document.getElementById("still");
  if (!shown) return;
  const scrolled = shown.querySelector(".still-text, .code");
  const editor = app.querySelector(".python-editor")?.shadowRoot;
  const program = editor?.querySelector(".cm-scroller") ?? app.querySelector(".code");
  const isWritten = scrolled?.matches(".still-text:focus");
  const runs = shown.querySelector("#run[aria-busy]");
  picture.querySelector(".loading")?.remove();
  const lanes = app.querySelector(".timeline:has(> .timeline-empty)");
  if (lanes && !runs) lanes.append(picture);
  // It is none of another program, or of another way to run it.
  const leavesIt = ({ type, target }) => {
    if (type === "hashchange" || target.closest?.(".params, .variants")) picture.remove();
  };
  for (const event of ["hashchange", "input", "change", "click"]) addEventListener(event, leavesIt);
  takeFields(shown, app);
  delete root.dataset.still;
  shown.remove();
  if (program && scrolled) program.scrollTop = scrolled.scrollTop;
  if (isWritten) (editor?.querySelector(".cm-content") ?? app.querySelector(".python-field"))?.focus({ preventScroll: true });
};
