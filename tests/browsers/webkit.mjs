// WebKit, in WebKitGTK's MiniBrowser, by plain WebDriver: requests over HTTP to WebKitWebDriver. The browser needs a display,
// and gets one that shows nothing.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { end, freePort, openDisplay, start, temporaryFolder } from "./processes.mjs";

const DRIVER = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
// What WebDriver calls keys, and an element.
const KEYS = { ArrowLeft: "\uE012", ArrowRight: "\uE014", Control: "\uE009", End: "\uE010", Enter: "\uE007", Escape: "\uE00C", Home: "\uE011" };
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
// The window's own bar would keep it wider than a phone.
const NARROW_BAR = "* { min-width: 0; margin: 0; padding: 0; border: 0; font-size: 1px; } image { -gtk-icon-transform: scale(0); -gtk-icon-style: symbolic; }";

/// A browser as README.md describes it. One driver has one tab at a time, so each tab has its own.
export async function openWebKit() {
  const display = await openDisplay({ width: 2000, height: 1200 });
  return { newTab: (size) => newTab(display, size), close: () => end(display.process) };
}

async function newTab(display, size) {
  const { folder: home, remove } = await temporaryFolder();
  await mkdir(join(home, "gtk-3.0"));
  await writeFile(join(home, "gtk-3.0/gtk.css"), NARROW_BAR);
  const folders = ["HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"].map((name) => [name, home]);
  const port = await freePort();
  const driver = await start(DRIVER, [`--port=${port}`], {
    stdio: "ignore",
    env: {
      ...process.env,
      ...Object.fromEntries(folders),
      DISPLAY: display.name,
      LC_ALL: "en_US.UTF-8",
      // Layers would be put together by a graphics card, of which there is none: drawn at once they take half the time.
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      // The buses of a desktop, of which there is none.
      DBUS_SESSION_BUS_ADDRESS: "disabled:",
      NO_AT_BRIDGE: "1",
      GIO_USE_VFS: "local",
    },
  });
  let session = "";
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/session${session}${path}`, {
      method,
      // A browser that has hung up on its driver would be waited for without an end.
      signal: AbortSignal.timeout(60_000),
      body: body && JSON.stringify(body),
      headers: body && { "content-type": "application/json" },
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const close = async () => {
    if (session) await call("DELETE", "").catch(() => {});
    await end(driver);
    await remove();
  };
  try {
    session = await begin(call, port);
    const tab = drive(call);
    // The window is higher than the page by its bar.
    await call("POST", "/window/rect", { x: 0, y: 0, ...size });
    const [width, height] = await tab.evaluate(() => [innerWidth, innerHeight]);
    await call("POST", "/window/rect", { x: 0, y: 0, width: 2 * size.width - width, height: 2 * size.height - height });
    return { ...tab, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function begin(call, port) {
  const answers = () => fetch(`http://127.0.0.1:${port}/status`).then(({ ok }) => ok, () => false);
  for (let tries = 200; !(await answers()); tries -= 1) {
    if (!tries) throw new Error(`${DRIVER} does not answer`);
    await wait(50);
  }
  const options = { args: ["--automation"], ...(process.env.MINIBROWSER && { binary: process.env.MINIBROWSER }) };
  const { sessionId } = await call("POST", "", {
    capabilities: { alwaysMatch: { timeouts: { script: 60_000 }, "webkitgtk:browserOptions": options } },
  });
  return `/${sessionId}`;
}

function drive(call) {
  const problems = [];
  const find = (selector) => call("POST", "/element", { using: "css selector", value: selector });
  const run = async (script, given) => {
    if (typeof script === "string") return call("POST", "/execute/sync", { script, args: [] });
    const { value, error } = await call("POST", "/execute/async", {
      script: `const told = arguments[arguments.length - 1];
        Promise.resolve([...arguments].slice(0, -1)).then((given) => (${script})(...given))
          .then((value) => told({ value }), (error) => told({ error: String(error.stack ?? error) }));`,
      args: given,
    });
    if (error) throw new Error(error);
    return value;
  };
  const act = (...actions) => call("POST", "/actions", { actions });
  const reload = () => call("POST", "/refresh", {});
  return {
    problems,
    goto: (url) => call("POST", "/url", { url }),
    reload,
    async evaluate(script, given = [], selector = null) {
      if (!selector) return run(script, given);
      await call("POST", "/frame", { id: await find(selector) });
      try {
        return await run(script, given);
      } finally {
        await call("POST", "/frame", { id: null });
      }
    },
    click: (x, y) =>
      act({
        type: "pointer",
        id: "mouse",
        parameters: { pointerType: "mouse" },
        actions: [
          { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      }),
    press: (key, held = []) => {
      const keys = [...held, key].map((one) => KEYS[one] ?? one);
      const down = keys.map((value) => ({ type: "keyDown", value }));
      return act({ type: "key", id: "keyboard", actions: [...down, ...down.map(({ value }) => ({ type: "keyUp", value })).reverse()] });
    },
    upload: async (selector, path) => call("POST", `/element/${(await find(selector))[ELEMENT]}/value`, { text: path }),
    screenshot: async (path) => writeFile(path, Buffer.from(await call("GET", "/screenshot"), "base64")),
  };
}
