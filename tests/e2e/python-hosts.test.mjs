// Hosts and visitors: programs that reach other machines reach models of them, and the page asks nobody.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, open, shows } from "./browser.mjs";
import { ready, run, start as startAt, text, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());
const start = (hash, options) => startAt(site, hash, options);

const panel = (page) => page.locator("#hosts-panel");
const hosts = (page) => page.getByRole("button", { name: "Hosts", exact: true });
const printed = (page, line) => page.locator(".console-text").filter({ hasText: line }).first().waitFor();

const CLIENT = `import asyncio, time

async def fetch(name):
    reader, writer = await asyncio.open_connection(name, 443, ssl=True)
    writer.write(f"GET / HTTP/1.1\\r\\nHost: {name}\\r\\nConnection: close\\r\\n\\r\\n".encode())
    answer = await reader.read()
    print(name, answer.split(b"\\r\\n")[0].decode(), f"{time.monotonic():.3f}")

async def main():
    await asyncio.gather(fetch("example.com"), fetch("python.org"))

asyncio.run(main())
`;

test("a program fetches pages, and nothing leaves the page", async () => {
  const page = await start();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await write(page, CLIENT);
  await ready(page);
  await run(page);
  await printed(page, "example.com HTTP/1.1 200 OK 0.205");
  await printed(page, "python.org HTTP/1.1 200 OK");
  const origin = new URL(page.url()).origin;
  assert.deepEqual(asked.filter((url) => !url.startsWith(origin) && !/^(data|blob):/.test(url)), []);
  await assertClean(page);
});

test("a host is added and changed by the form, and the program finds it so", async () => {
  const page = await start();
  await write(page, CLIENT.replace('fetch("python.org")', 'fetch("api.shop.example")'));
  await ready(page);
  await hosts(page).click();
  await panel(page).getByRole("textbox", { name: "Name of a host" }).fill("api.shop.example");
  await panel(page).getByRole("button", { name: "Add", exact: true }).first().click();
  const latency = panel(page).getByRole("spinbutton", { name: "Latency, ms" });
  await latency.fill("10");
  await latency.press("Tab");
  const thinking = panel(page).getByRole("spinbutton", { name: "Thinking, ms" });
  await thinking.fill("500");
  await thinking.press("Tab");
  await assertAccessible(page);
  await panel(page).getByRole("button", { name: "loopline.json" }).click();
  await shows(() => text(page), /"api.shop.example": \{\n {6}"latency_ms": 10,\n {6}"thinking_ms": 500\n/);
  await run(page);
  await printed(page, "api.shop.example HTTP/1.1 200 OK 0.565");
  // What the device keeps is there again.
  await page.again();
  await hosts(page).click();
  await shows(() => latency.inputValue(), "10");
  await assertClean(page);
});

test("the latency of a host is dragged on its lane, by mouse and by keys, run again and undone", async () => {
  const page = await start();
  await write(page, CLIENT.replace(', fetch("python.org")', ""));
  await ready(page);
  await run(page);
  await printed(page, "example.com HTTP/1.1 200 OK 0.205");
  const grip = page.getByRole("slider", { name: "Latency of example.com" });
  await shows(() => grip.getAttribute("aria-valuetext"), "20 ms");
  await assertAccessible(page);
  await grip.press("ArrowRight");
  await shows(() => grip.getAttribute("aria-valuetext"), "21 ms");
  const note = page.getByRole("status").locator("p").filter({ hasText: "The latency of example.com is 21" });
  await note.filter({ hasText: "was 20" }).waitFor();
  await note.getByRole("button", { name: "Undo" }).click();
  await shows(() => grip.getAttribute("aria-valuetext"), "20 ms");
  const box = await grip.boundingBox();
  assert.ok(box.width >= 24 && box.height >= 24, "a finger meets it");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const dragged = Number((await grip.getAttribute("aria-valuetext")).split(" ")[0]);
  assert.ok(dragged > 22, `${dragged} ms`);
  await page.getByRole("button", { name: "Run again" }).click();
  // A lookup of 5 ms; then there and back to connect, twice for the handshake, and for the answer; and 80 ms of thinking.
  await printed(page, `example.com HTTP/1.1 200 OK ${((85 + dragged * 6) / 1000).toFixed(3)}`);
  await hosts(page).click();
  await shows(() => panel(page).getByRole("spinbutton", { name: "Latency, ms" }).inputValue(), String(dragged));
  await assertClean(page);
});

test("a fault of the file is told with its place, in the panel and by the run", async () => {
  const page = await start();
  await ready(page);
  await hosts(page).click();
  await panel(page).getByRole("button", { name: "loopline.json" }).click();
  await write(page, '{"hosts": {"a.com": {"latency": 1}}}');
  await hosts(page).click();
  await panel(page).getByRole("alert").filter({ hasText: 'hosts."a.com": there is no field "latency"' }).waitFor();
  await run(page);
  await printed(page, 'loopline.json: hosts."a.com": there is no field "latency"');
  await assertClean(page);
});

test("a server is visited, and what a visitor gets stands in the console", async () => {
  const page = await start();
  await write(
    page,
    `import asyncio

async def talk(reader, writer):
    await reader.readuntil(b"\\r\\n\\r\\n")
    writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 13\\r\\n\\r\\n<h1>hello</h1>"[:-1])
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 8080)
    await server.serve_forever()

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("good bye")
`,
  );
  await ready(page);
  await hosts(page).click();
  await panel(page).getByRole("textbox", { name: "A visit: method and path" }).fill("GET /there");
  await panel(page).getByRole("button", { name: "Add", exact: true }).last().click();
  await panel(page).getByText("GET /there").waitFor();
  await run(page);
  await printed(page, "visitor: GET /there → 200 OK");
  await printed(page, "← <h1>hello</h1");
  await printed(page, "good bye");
  await assertClean(page);
});
