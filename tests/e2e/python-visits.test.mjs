// Visits by hand: a server that runs live gets an address bar, and what it answers is shown as it comes, as text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, eventually, open, shows } from "./browser.mjs";
import { ready, start as startAt, write } from "./python.mjs";

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

/// A server by hand: pages, an echo of what is sent, a stream of events, a path at which it hangs up at once, and bytes.
const RAW = `import asyncio

async def talk(reader, writer):
    head = (await reader.readuntil(b"\\r\\n\\r\\n")).decode()
    method, path, _ = head.split(" ", 2)
    length = int(head.lower().split("content-length:")[1].split()[0]) if "content-length:" in head.lower() else 0
    body = await reader.readexactly(length)
    print("asked", method, path)
    def answer(kind, data):
        writer.write(f"HTTP/1.1 200 OK\\r\\nContent-Type: {kind}\\r\\nContent-Length: {len(data)}\\r\\n\\r\\n".encode() + data)
    if path == "/gone":
        pass
    elif path == "/events":
        writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/event-stream\\r\\n\\r\\n")
        for n in range(3):
            writer.write(f"event: tick\\ndata: {n}\\n\\n".encode())
            await writer.drain()
            await asyncio.sleep(1)
    elif path == "/wait":
        await reader.read()
        print("the visitor has left")
    elif path == "/bytes":
        answer("image/png", bytes(range(256)))
    elif method == "POST":
        answer("application/json", b'{"got":' + body + b',"kind":"' + head.lower().split("content-type: ")[1].split("\\r")[0].encode() + b'"}')
    else:
        answer("text/html", b"<h1>hello</h1><script>globalThis.acted = true</script><img src=x onerror='globalThis.acted = true'>")
    writer.close()

async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 8080)
    await server.serve_forever()

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("good bye")
`;

const FASTAPI = `import asyncio
import uvicorn
import websockets  # by which uvicorn speaks WebSocket
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

app = FastAPI()

class Order(BaseModel):
    drink: str
    cups: int = 1

@app.get("/menu")
async def menu(limit: int = 2):
    return {"limit": limit, "drinks": ["tea", "coffee"][:limit]}

@app.post("/orders", status_code=201)
async def order(order: Order):
    return {"ordered": order.drink, "cups": order.cups}

@app.get("/steam")
async def steam():
    async def events():
        for n in range(2):
            yield f"data: puff {n}\\n\\n"
            await asyncio.sleep(0.5)
    return StreamingResponse(events(), media_type="text/event-stream")

@app.websocket("/talk")
async def talk(socket: WebSocket):
    await socket.accept()
    try:
        while True:
            await socket.send_text("echo " + await socket.receive_text())
    except WebSocketDisconnect:
        print("hung up")

uvicorn.run(app, host="127.0.0.1", port=8000)
`;

const button = (page, name) => page.getByRole("button", { name, exact: true });
const pane = (page) => page.locator(".visits-pane");
const newest = (page) => page.locator(".visit-list > li").first();
const printed = (page, line) => page.locator(".console-text").filter({ hasText: line }).first().waitFor();

/// A page with this program as it runs live and listens.
const serving = async (program, options, live = "Live") => {
  const page = await startAt(site, "#/python", options);
  await ready(page);
  await write(page, program);
  await button(page, live).click();
  await page.locator("#run").click();
  await pane(page).waitFor({ timeout: 90_000 });
  return page;
};
/// Sends a request by the address bar.
const ask = async (page, address, { method = "GET", body, headers } = {}) => {
  await page.getByRole("combobox", { name: "Method" }).selectOption(method);
  await page.getByRole("textbox", { name: "Address" }).fill(address);
  if (body !== undefined || headers !== undefined) {
    const more = page.locator(".address-more");
    if (!(await more.evaluate((details) => details.open))) await more.locator("summary").click();
    if (headers !== undefined) await page.getByRole("textbox", { name: /^Headers/ }).fill(headers);
    if (body !== undefined) await page.getByRole("textbox", { name: /^Body/ }).fill(body);
  }
  await page.getByRole("textbox", { name: "Address" }).press("Enter");
};
const status = (page, words) => newest(page).locator(".visit-status").filter({ hasText: words }).waitFor();
const body = (page) => newest(page).locator(".visit-body").textContent();

test("a server of its own is visited by hand, and nothing that it answers acts in the page", async () => {
  const page = await serving(RAW);
  const address = page.getByRole("textbox", { name: "Address" });
  await shows(() => address.inputValue(), "http://localhost:8080/");
  await address.press("Enter");
  await status(page, "200 OK");
  await shows(() => body(page), /^<h1>hello<\/h1><script>/);
  await newest(page).getByText("HTML, shown as text").waitFor();
  await shows(() => page.evaluate(() => globalThis.acted ?? false), false);
  await shows(() => pane(page).locator("script, img, iframe, h1").count(), 0);
  // It is in the record as other visits are.
  await printed(page, "asked GET /");
  await printed(page, "visitor: GET / → 200 OK");

  await ask(page, "/new", { method: "POST", body: '{"tea": 1}', headers: "X-Who: me" });
  await status(page, "200 OK");
  await shows(() => body(page), /^\{\n {2}"got": \{\n {4}"tea": 1\n {2}\},\n {2}"kind": "application\/json"\n\}$/);
  await assertAccessible(page);

  await ask(page, "/gone");
  await status(page, "the server ended the connection");
  await ask(page, "/bytes");
  await newest(page).getByText("256 bytes, not a text.").waitFor();
  await ask(page, "http://localhost:9999/");
  await status(page, "connection refused");
  await ask(page, "https://example.com/");
  await page.getByRole("alert").filter({ hasText: "Visitors speak no TLS" }).waitFor();
  await ask(page, "http://example.com/");
  await page.getByRole("alert").filter({ hasText: "not example.com" }).waitFor();
  await assertAccessible(page);

  await ask(page, "/wait");
  await status(page, "waiting…");
  await newest(page).getByRole("button", { name: "Stop waiting" }).click();
  await status(page, "you left");
  await printed(page, "the visitor has left");

  await button(page, "Ctrl+C").click();
  await printed(page, "good bye");
  await page.getByText("The run is over. Run the program again").waitFor();
  await eventually(() => button(page, "Send").isDisabled());
  await shows(() => page.locator(".visit-list > li").count(), 6, "what has come stays");
  await assertClean(page);
});

test("events of a stream are shown as they come, and a visit that goes on ends with the run", async () => {
  const page = await serving(RAW);
  await ask(page, "/events");
  const lines = newest(page).locator(".visit-lines li");
  await eventually(async () => (await lines.count()) === 2, "the first event is there");
  await status(page, "receiving…");
  await eventually(async () => (await lines.count()) === 6, "all are there", 400);
  const moments = await lines.locator("time").allTextContents();
  assert.notEqual(moments[0], moments[5], "each with its moment");
  await ask(page, "/events");
  await eventually(async () => (await lines.count()) === 2, "the first event is there");
  await button(page, "Stop").click();
  await status(page, "the run ended before");
  await assertClean(page);
});

test("an application of FastAPI is asked, told and talked to", { timeout: 240_000 }, async () => {
  const page = await serving(FASTAPI);
  await ask(page, "/menu?limit=1");
  await status(page, "200 OK");
  await shows(() => body(page), '{\n  "limit": 1,\n  "drinks": [\n    "tea"\n  ]\n}');
  await ask(page, "/orders", { method: "POST", body: '{"drink": "tea", "cups": 2}' });
  await status(page, "201 Created");
  await shows(() => body(page), /"ordered": "tea",\n {2}"cups": 2/);
  await ask(page, "/orders", { method: "POST", body: '{"drink": ' });
  await status(page, "422");
  await ask(page, "/orders", { method: "POST", body: "" });
  await status(page, "422");

  await ask(page, "/steam");
  await eventually(async () => (await newest(page).locator(".visit-lines li").allTextContents()).some((line) => line.includes("data: puff 1")), "both events", 300);

  await ask(page, "/docs");
  await newest(page).getByText("drawn by scripts from another site").waitFor();
  await newest(page).getByRole("button", { name: "Show /openapi.json" }).click();
  await status(page, "200 OK");
  await eventually(async () => (await body(page)).startsWith('{\n  "openapi": "3.'), "the description");

  await ask(page, "/talk", { method: "WebSocket" });
  await status(page, "open");
  const message = newest(page).getByRole("textbox", { name: "Message" });
  for (const word of ["one", "два"]) {
    await message.fill(word);
    await message.press("Enter");
    await newest(page).locator(".got").filter({ hasText: `echo ${word}` }).waitFor();
  }
  await assertAccessible(page);
  await newest(page).getByRole("button", { name: "Close" }).click();
  await status(page, "closed");
  await printed(page, "hung up");

  // What was done by hand is done again in every run.
  await newest(page).getByRole("button", { name: "Keep as a planned visit" }).click();
  await newest(page).getByText("Planned: see Hosts").waitFor();
  await button(page, "Hosts").click();
  await page.locator("#hosts-panel .visits").getByText("GET /talk").waitFor();
  await button(page, "Ctrl+C").click();
  await page.getByText("The run is over.").waitFor({ timeout: 60_000 });
  await assertClean(page);
});

test("on a phone and in Russian nothing is wider than the screen", async () => {
  const page = await serving(RAW, { viewport: { width: 390, height: 844 }, locale: "ru-RU" }, "Вживую");
  await button(page, "Отправить").waitFor();
  const field = page.getByRole("textbox", { name: "Адрес" });
  await field.fill(`/${"long".repeat(60)}`);
  await field.press("Enter");
  await page.locator(".visit-status").filter({ hasText: "200 OK" }).waitFor();
  await page.getByText("HTML показан как текст").waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide} px`);
  await assertAccessible(page);
  await assertClean(page);
});

test("where no program is suspended, the hosts say what to do instead", async () => {
  const page = await site.newPage();
  await page.addInitScript(() => {
    delete WebAssembly.Suspending;
  });
  await page.start("#/python");
  await ready(page);
  await button(page, "Hosts").click();
  await page.locator("#hosts-panel").getByText("nobody visits a server by hand here: list the visits").waitFor();
});
