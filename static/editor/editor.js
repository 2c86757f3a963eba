// The editor of Python programs: CodeMirror 6 behind a few functions. Bundled by build.mjs into one module, which the
// page loads when a program is first edited.
//
//     create(parent, text, { label, tell }) -> { text, set, mark, errors, stops, go, show, focus, destroy }
//
// `tell(what, value)` is called with what the reader does: ("change", text), ("run"), ("click", number) and
// ("point", number or null) of a name at a line, ("stop", line) where a stop is to be set or taken away, and ("stops", "3,7")
// when an edit has moved them.
//
// It lives in a shadow root: there CodeMirror's styles are adopted style sheets, which a policy without inline styles
// allows, while in a document they would be a <style> element, which it forbids.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, RangeSet, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  GutterMarker,
  WidgetType,
  drawSelection,
  dropCursor,
  gutterLineClass,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumberMarkers,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.comment], class: "py-comment" },
  { tag: [tags.string, tags.special(tags.string)], class: "py-text" },
  { tag: [tags.number], class: "py-number" },
  { tag: [tags.keyword, tags.bool, tags.null, tags.self, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], class: "py-keyword" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.function(tags.definition(tags.variableName))], class: "py-call" },
]);

const lanes = Object.fromEntries(
  Array.from({ length: 8 }, (_, lane) => [`& .py-lane-${lane}, &.py-lane-${lane}`, { "--own": `var(--lane-${lane})` }]),
);

// The page's own tokens: custom properties reach into the shadow.
const look = EditorView.theme({
  "&": { containerType: "inline-size", height: "100%", background: "var(--panel)", color: "var(--text)", fontSize: "12px" },
  // The page draws it, around all of it.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "21px", overflow: "auto" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-line": { padding: "0 12px 0 10px" },
  ".cm-gutters": { background: "var(--panel)", border: "0", color: "var(--muted)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "36px", padding: "0 5px 0 8px", cursor: "pointer" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { background: "var(--sunk)" },
  ".cm-activeLineGutter": { color: "var(--text)" },
  "& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "var(--accent-wash)",
  },
  "&.cm-focused .cm-matchingBracket": { background: "var(--accent-wash)", outline: "1px solid var(--accent)" },
  ".cm-tooltip": { background: "var(--panel)", border: "1px solid var(--line)", borderRadius: "6px", color: "var(--text)" },
  ".cm-tooltip-autocomplete ul": { fontFamily: "var(--mono) !important" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent) !important", color: "var(--on-accent) !important" },
  ".py-comment": { color: "var(--muted)", fontStyle: "italic" },
  ".py-text": { color: "light-dark(#22703F, #85D29B)" },
  ".py-number": { color: "light-dark(#94500C, #EBB07A)" },
  ".py-keyword": { color: "light-dark(#7A3EB1, #C9A2F5)" },
  ".py-call": { color: "light-dark(#2457A8, #8FB8F5)" },
  ".cm-line.py-stands, .cm-activeLine.py-stands": {
    background: "color-mix(in srgb, var(--own) 7%, var(--panel)) !important",
    boxShadow: "inset 3px 0 var(--own)",
  },
  ".cm-line.py-stands.py-lit": { boxShadow: "inset 3px 0 var(--own), inset 0 1px var(--own), inset 0 -1px var(--own)" },
  // In sight however long the line is.
  ".py-sticks": { position: "sticky", right: "0", display: "inline-block", padding: "0 2px 0 6px", background: "inherit" },
  ".py-tag": { paddingLeft: "10px", color: "var(--own)", font: "600 11px/21px var(--sans)" },
  "button.py-tag": { background: "none", border: "0", cursor: "pointer", paddingBlock: "0", paddingRight: "0" },
  "button.py-tag:hover": { textDecoration: "underline", textUnderlineOffset: "2px" },
  // A mark in the lane's colour where names would hide the program.
  "@container (max-width: 520px)": {
    "button.py-tag ~ button.py-tag": { paddingLeft: "5px", fontSize: "0", "&::before": { content: "'■'", fontSize: "13px" } },
  },
  ".cm-line.py-wrong": { background: "color-mix(in srgb, var(--failed) 9%, var(--panel)) !important", boxShadow: "inset 3px 0 var(--failed)" },
  ".cm-lineNumbers .cm-gutterElement:hover": { color: "var(--accent)" },
  ".cm-gutterElement.py-stop": { background: "var(--accent)", color: "var(--on-accent) !important", fontWeight: "700", borderRadius: "0 9px 9px 0" },
  ".py-share": { position: "relative", display: "block" },
  ".py-share i": { position: "absolute", right: "0", bottom: "1px", height: "3px", background: "var(--text)", borderRadius: "1px" },
  ".cm-gutterElement.py-wrong-number": { color: "var(--failed) !important", fontWeight: "700" },
  ".py-below": { position: "sticky", left: "0", display: "block", width: "fit-content", maxWidth: "52ch", padding: "0 12px 3px 10px", whiteSpace: "normal", overflowWrap: "anywhere" },
  ".py-error": { color: "var(--failed)", font: "600 11px/17px var(--sans)" },
  "@media (max-width: 719px)": { ".cm-content, .cm-gutters": { fontSize: "13px" } },
  ...lanes,
});

/// What stands behind or below the text of a line, not part of it.
class Aside extends WidgetType {
  /// `parts` are { text, name, number, title }; one with a number can be clicked and pointed at.
  constructor(parts, name, tell) {
    super();
    this.parts = parts;
    this.name = name;
    this.tell = tell;
  }
  eq(other) {
    return JSON.stringify(other.parts) === JSON.stringify(this.parts);
  }
  toDOM() {
    const aside = document.createElement("span");
    aside.className = `py-aside ${this.name}`;
    aside.append(...this.parts.map((part) => this.part(aside, part)));
    return aside;
  }
  part(aside, { text, name, number, title }) {
    const clickable = typeof number === "number";
    const part = document.createElement(clickable ? "button" : "span");
    part.className = name;
    part.textContent = text;
    if (title) part.title = title;
    if (!clickable) return part;
    // Tab is the editor's own key; the same names stand in the inspector, where it comes to them.
    Object.assign(part, { type: "button", tabIndex: -1 });
    part.setAttribute("aria-label", `${text}: ${title}`);
    part.addEventListener("click", () => this.tell("click", number));
    part.addEventListener("pointerenter", () => this.point(aside, number));
    part.addEventListener("pointerleave", () => this.point(aside, null));
    return part;
  }
  point(aside, number) {
    aside.pointed = number;
    this.tell("point", number);
  }
  // Nothing tells that the pointer has left what is taken away.
  destroy(aside) {
    if (typeof aside.pointed === "number") this.point(aside, null);
  }
  ignoreEvent() {
    return true;
  }
}

/// A set of marked lines, replaced as a whole; an edit takes it along.
const marked = (decorate) => {
  const replace = StateEffect.define();
  const field = StateField.define({
    create: () => Decoration.none,
    update(marks, transaction) {
      for (const effect of transaction.effects) {
        if (effect.is(replace)) return decorate(transaction.state.doc, effect.value);
      }
      return marks.map(transaction.changes);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
  return { replace, field };
};

const build = (document, lines, add) => {
  const builder = new RangeSetBuilder();
  const known = lines.filter(({ line }) => line >= 1 && line <= document.lines).sort((a, b) => a.line - b.line);
  for (const one of known) add(builder, document.line(one.line), one);
  return builder.finish();
};

const standing = marked((document, { lines, tell }) =>
  build(document, lines, (builder, line, { lane, lit, tags }) => {
    const parts = tags.map((tag) => ({ ...tag, name: `py-tag py-lane-${tag.lane}` }));
    builder.add(line.from, line.from, Decoration.line({ class: `py-stands py-lane-${lane}${lit ? " py-lit" : ""}` }));
    builder.add(line.to, line.to, Decoration.widget({ widget: new Aside(parts, "py-sticks", tell), side: 1 }));
  }),
);
const wrong = marked((document, lines) =>
  build(document, lines, (builder, line, { message }) => {
    builder.add(line.from, line.from, Decoration.line({ class: "py-wrong" }));
    if (message) builder.add(line.to, line.to, Decoration.widget({ widget: new Aside([{ text: message, name: "py-error" }], "py-below"), side: 1, block: true }));
  }),
);

class WrongNumber extends GutterMarker {
  elementClass = "py-wrong-number";
}
const wrongNumber = new WrongNumber();
/// The numbers of wrong lines are marked too: colour and weight.
const wrongNumbers = gutterLineClass.compute([wrong.field], (state) => {
  const builder = new RangeSetBuilder();
  const starts = new Set();
  state.field(wrong.field).between(0, state.doc.length, (from) => void starts.add(state.doc.lineAt(from).from));
  for (const from of [...starts].sort((a, b) => a - b)) builder.add(from, from, wrongNumber);
  return builder.finish();
});

/// Stops: positions of the beginnings of their lines, which an edit takes along. A text that is replaced as a whole keeps the
/// numbers of the lines.
const replaceStops = StateEffect.define();
const starts = (document, lines) => lines.filter((line) => line >= 1 && line <= document.lines).map((line) => document.line(line).from);
const linesOf = (document, positions) => [...new Set(positions.map((at) => document.lineAt(Math.min(at, document.length)).number))];
const stops = StateField.define({
  create: () => [],
  update(positions, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(replaceStops)) return starts(transaction.state.doc, effect.value);
    }
    if (!transaction.docChanged) return positions;
    if (transaction.isUserEvent("input.replace")) return starts(transaction.state.doc, linesOf(transaction.startState.doc, positions));
    return starts(transaction.state.doc, linesOf(transaction.state.doc, positions.map((at) => transaction.changes.mapPos(at, 1))));
  },
});
class StopNumber extends GutterMarker {
  elementClass = "py-stop";
}
const stopNumber = new StopNumber();
const stopNumbers = gutterLineClass.compute([stops], (state) => {
  const builder = new RangeSetBuilder();
  for (const at of [...state.field(stops)].sort((a, b) => a - b)) builder.add(at, at, stopNumber);
  return builder.finish();
});

/// Shares of lines: a bar below the number. An edit takes all of them away, for they are of the text that ran.
const replaceShares = StateEffect.define();
class ShareNumber extends GutterMarker {
  constructor(one) {
    super();
    this.one = one;
  }
  eq(other) {
    return JSON.stringify(other.one) === JSON.stringify(this.one);
  }
  toDOM() {
    const { line, share, title } = this.one;
    const number = document.createElement("span");
    Object.assign(number, { className: "py-share", title, textContent: line });
    if (share > 0) {
      const bar = document.createElement("i");
      bar.style.width = `${Math.max(share, 4)}%`;
      number.append(bar);
    }
    return number;
  }
}
const shares = StateField.define({
  create: () => RangeSet.empty,
  update(set, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(replaceShares)) return build(transaction.state.doc, effect.value, (builder, line, one) => builder.add(line.from, line.from, new ShareNumber(one)));
    }
    return transaction.docChanged ? RangeSet.empty : set;
  },
  provide: (field) => lineNumberMarkers.from(field),
});

/// Text typed over a selection. Left to itself the browser would join the lines with inline styles, which the policy
/// forbids, and complain; so it is told to leave that to the editor.
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main, ranges } = view.state.selection;
    if (event.inputType !== "insertText" || !event.data || main.empty || ranges.length > 1 || view.composing) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handler) => handler(view, main.from, main.to, event.data, insert))) view.dispatch(insert());
    return true;
  },
});

/// Files that are dropped are for the page, which makes them files of the program; the editor would insert their texts.
const droppedFiles = EditorView.domEventHandlers({ drop: (event) => event.dataTransfer?.files.length > 0 });

/// At the beginning of a line all of it is seen, not just the letter there.
const wholeLine = EditorView.scrollMargins.of((view) => ({ left: (view.dom.querySelector(".cm-gutters")?.offsetWidth ?? 0) + 16 }));

export function create(parent, text, { label, path, tell }) {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const runs = () => {
    tell("run");
    return true;
  };
  const stopAt = (view, at) => {
    tell("stop", view.state.doc.lineAt(at).number);
    return true;
  };
  const extensions = [
    lineNumbers({ domEventHandlers: { click: (view, line) => stopAt(view, line.from) } }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    dropCursor(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ activateOnTyping: false }),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    python(),
    typedOver,
    droppedFiles,
    wholeLine,
    syntaxHighlighting(colours),
    look,
    standing.field,
    wrong.field,
    wrongNumbers,
    stops,
    stopNumbers,
    shares,
    keymap.of([
      { key: "F9", run: (view) => stopAt(view, view.state.selection.main.head) },
      { key: "Mod-Enter", run: runs },
      { key: "Ctrl-Enter", run: runs },
      { key: "Tab", run: acceptCompletion },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) tell("change", update.state.doc.toString());
      const [before, now] = [update.startState, update.state].map((state) => linesOf(state.doc, state.field(stops)).join());
      // What the page has set itself it knows.
      const told = update.transactions.some((transaction) => transaction.effects.some((effect) => effect.is(replaceStops)));
      if (!told && before !== now) tell("stops", now);
    }),
  ];
  const fresh = (doc) => EditorState.create({ doc, extensions });
  const view = new EditorView({ state: fresh(text), parent: root, root });
  /// The file that is shown, and the others as they were left: cursor and all that undo takes back.
  let shown = path;
  const left = new Map();
  const set = (text) => text === view.state.doc.toString() || view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "input.replace" });
  // What is typed here is none of the page's keys: from outside, the shadow's field cannot be told from any element.
  const keep = (event) => event.stopPropagation();
  parent.addEventListener("keydown", keep);
  const asides = (effect, lines) => view.dispatch({ effects: effect.of(lines) });
  /// What stands beside lines now. The page may tell it before it has the file shown that it is of.
  const beside = new Map();
  const put = (effect, lines) => {
    beside.set(effect, lines);
    asides(effect, lines);
  };
  return {
    text: () => view.state.doc.toString(),
    /// Replaces the text as one edit, which undo takes back.
    set,
    /// Shows a file. Its text is replaced as by `set` if it is not as it was left.
    file: ({ path, text }) => {
      if (path !== shown) {
        left.set(shown, view.state);
        view.setState(left.get(path) ?? fresh(text));
        shown = path;
        for (const [effect, lines] of beside) asides(effect, lines);
      }
      set(text);
    },
    /// [{ line, lane, lit, tags: [{ text, lane, number, title }], share, words }]: where tasks stand now, and the shares of
    /// lines in the critical path, in percent.
    mark: (lines) => {
      put(standing.replace, { lines: lines.filter(({ lit, tags }) => lit || tags.length), tell });
      put(replaceShares, lines.filter(({ words }) => words).map(({ line, share, words }) => ({ line, share, title: words })));
    },
    /// [{ line, message }]: what is wrong there.
    errors: (lines) => put(wrong.replace, lines),
    /// [line]: where stops are.
    stops: (lines) => put(replaceStops, lines),
    /// To the beginning of a line.
    go: (line) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines)).from;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    /// Brings a line into sight, and leaves the cursor.
    show: (line) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines)).from;
      view.dispatch({ effects: EditorView.scrollIntoView(at, { y: "nearest", yMargin: 42 }) });
    },
    focus: () => view.focus(),
    destroy: () => {
      parent.removeEventListener("keydown", keep);
      view.destroy();
    },
  };
}
