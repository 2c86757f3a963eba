// What a reader does and sees, over a tab of any browser (`drivers.mjs`).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE_MS = 30_000;

// Runs in the page: the middle of the first element that matches and can be seen, or null. `wanted` is a selector, or what
// a control is called, as text or, with `pattern`, as an expression.
const middle = ({ selector, name, pattern }) => {
  const called = (one) => (one.getAttribute("aria-label") ?? one.innerText ?? "").trim();
  const fits = (one) => (name !== undefined ? called(one) === name : new RegExp(pattern).test(called(one)));
  const all = [...document.querySelectorAll(selector ?? "button, a[href], summary, label")];
  const one = all.find((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && (selector || fits(one)));
  if (!one) return null;
  const box = () => one.getBoundingClientRect();
  const { top, bottom } = box();
  if (top < 0 || bottom > innerHeight) one.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = box();
  const at = [x + width / 2, y + height / 2];
  const above = document.elementFromPoint(...at);
  return above && (one.contains(above) || above.contains(one)) ? at : null;
};

// Runs in the page: has it note what goes wrong from now on. WebKit's driver does not tell what is on the console.
const watch = () => {
  if (globalThis.wentWrong) return;
  const note = (globalThis.wentWrong = []);
  addEventListener("error", ({ message }) => note.push(`exception: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => note.push(`exception: ${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => note.push(`refused by policy: ${violatedDirective} ${blockedURI}`));
  for (const kind of ["error", "warn"]) {
    const say = console[kind].bind(console);
    console[kind] = (...words) => {
      note.push(`console ${kind}: ${words.join(" ")}`);
      say(...words);
    };
  }
};

/// A tab as a reader has it. `within` is the selector of a frame, in which all of it takes place.
export class Visit {
  constructor(tab, within = null) {
    this.tab = tab;
    this.within = within;
  }

  inFrame = (selector) => new Visit(this.tab, selector);
  read = (script, ...given) => this.tab.evaluate(script, given, this.within);
  text = (selector) => this.read((selector) => document.querySelector(selector)?.innerText ?? "", selector);
  count = (selector) => this.read((selector) => document.querySelectorAll(selector).length, selector);
  /// The lines of the console.
  lines = () => this.read(() => [...document.querySelectorAll(".console-text")].map((line) => line.textContent));
  /// The heading that can be seen: there are others while the page comes.
  heading = () => this.read(() => [...document.querySelectorAll("h1")].find((one) => one.checkVisibility({ visibilityProperty: true }))?.innerText ?? "");

  /// Resolves to what the script returns when that is something.
  async until(script, ...given) {
    for (const end = performance.now() + PATIENCE_MS; ; ) {
      const found = await this.read(script, ...given);
      if (found) return found;
      if (performance.now() > end) assert.fail(`it never came true: ${script} of ${JSON.stringify(given)}\n${await this.text("body")}`);
      await wait(50);
    }
  }

  /// Fails unless what is read becomes what is expected, a text or a list, or matches the expression, a list by its lines.
  async shows(read, expected, what) {
    const check = expected instanceof RegExp ? assert.match : assert.deepEqual;
    for (const end = performance.now() + PATIENCE_MS; ; ) {
      const found = await read();
      try {
        return check(expected instanceof RegExp ? [found].flat().join("\n") : found, expected, what);
      } catch (error) {
        if (performance.now() > end) throw error;
      }
      await wait(50);
    }
  }

  /// Opens an address, and waits for the page behind its shell. At the front page it begins with the first sign of a reader.
  async open(address) {
    await this.tab.goto(address);
    await this.read(watch);
    await this.started();
  }

  async started() {
    await this.until(() => {
      dispatchEvent(new Event("pointermove"));
      return !!document.querySelector("#app:not([aria-busy])") && !document.querySelector(".shell, #front, .reference-about[aria-busy]");
    });
  }

  /// Goes to another page of the document that is open, by its hash.
  async follow(hash, heading) {
    await this.read((hash) => (location.hash = hash), hash);
    await this.shows(this.heading, heading);
  }

  /// Clicks what is called so, or what a selector finds, when it is there and nothing lies above it.
  async click(wanted) {
    const asked = wanted instanceof RegExp ? { pattern: wanted.source } : /^[.#[]/.test(wanted) ? { selector: wanted } : { name: wanted };
    let [x, y] = await this.until(middle, asked);
    if (this.within) {
      const frame = await this.tab.evaluate((selector) => {
        const { x, y } = document.querySelector(selector).getBoundingClientRect();
        return [x, y];
      }, [this.within]);
      x += frame[0];
      y += frame[1];
    }
    await this.tab.click(x, y);
  }

  press = (key, held) => this.tab.press(key, held);
  async type(text) {
    for (const letter of text) await this.press(letter);
  }

  /// Chooses of a list. Its popup is the browser's own, which no driver of these opens alike.
  choose = (selector, value) =>
    this.read(
      (selector, value) => {
        const list = document.querySelector(selector);
        list.value = value;
        list.dispatchEvent(new Event("change", { bubbles: true }));
      },
      selector,
      value,
    );

  /// Replaces the program by another, as one who selects all and pastes.
  async write(program) {
    await this.click(".python-editor");
    await this.press("a", ["Control"]);
    await this.read((program) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", program);
      // Firefox takes no object, but the text alone.
      const pasted = { clipboardData, data: program, dataType: "text/plain" };
      const editor = document.querySelector(".python-editor").shadowRoot.querySelector(".cm-content");
      editor.dispatchEvent(new ClipboardEvent("paste", { ...pasted, bubbles: true, cancelable: true, composed: true }));
    }, program);
    await this.shows(this.program, new RegExp(program.split("\n")[0].replace(/[^\w ]/g, ".")));
  }
  /// The program in the editor.
  program = () =>
    this.read(() => [...(document.querySelector(".python-editor")?.shadowRoot?.querySelectorAll(".cm-line") ?? [])].map((line) => line.textContent).join("\n"));
  /// Resolves when the Python engine is there.
  ready = () => this.until(() => /Ctrl\+Enter/.test(document.querySelector(".python-status")?.innerText));

  /// Runs what is shown on this clock and goes to the end of its record.
  async run(clock) {
    if (clock) await this.click(clock);
    await this.click("Run");
    await this.ended();
    await this.click("To the end");
  }
  ended = () => this.until(() => !!document.querySelector("#run:not(.stop-button)") && !!document.querySelector(".figures dd, .console-end"));
  /// Stops a run by hand.
  async stop() {
    await this.click("Stop");
    await this.until(() => /Stopped/.test(document.querySelector(".console-end")?.innerText));
  }

  /// Fails with a readable list if axe-core finds anything.
  async isAccessible() {
    await this.tab.evaluate(AXE);
    const found = await this.read(async () => {
      const { violations } = await globalThis.axe.run(document);
      return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(" ")}\n${failureSummary}`));
    });
    assert.deepEqual(found, []);
  }

  /// Fails with the list of errors and warnings since the last time, but for those that the test brings about.
  async isClean(except = []) {
    const noted = await this.tab.evaluate(() => (globalThis.wentWrong ?? []).splice(0));
    const all = [...this.tab.problems.splice(0), ...noted];
    assert.deepEqual(all.filter((text) => !except.some((pattern) => pattern.test(text))), []);
  }
}
