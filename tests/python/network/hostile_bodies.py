"""Bodies that nobody wants: markup, NUL, what is no text, ten million bytes."""

import asyncio
import hashlib

BODIES = {
    "markup": b"<script>alert(1)</script><img src=x onerror=alert(2)>",
    "NUL": b"a\0b\0c",
    "no text": bytes(range(256)),
    "a half surrogate": "\ud800".encode("utf-8", "surrogatepass"),
    "escapes of a terminal": b"\x1b[31mred\x1b[0m\x07\r\n",
    "right to left": "\u202egnp.exe".encode(),
    "large": b"0123456789" * 1_000_000,
}


async def serve(reader, writer):
    name = (await reader.readline()).decode().strip()
    body = BODIES[name]
    writer.write(f"{len(body)}\n".encode() + body)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for name, body in BODIES.items():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"{name}\n".encode())
        length = int(await reader.readline())
        received = await reader.readexactly(length)
        rest = await reader.read()
        print(name, len(received), rest, received == body, hashlib.sha256(received).hexdigest()[:12])
        print(ascii(received[:30].decode(errors="replace")))
        writer.close()
        await writer.wait_closed()
    server.close()


asyncio.run(main())
