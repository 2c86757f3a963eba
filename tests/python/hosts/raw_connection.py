import asyncio
import time


async def main():
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("example.com", 80)
    print(f"connected after {time.monotonic() - began:.3f} s")
    writer.write(b"GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n")
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    print(f"head after {time.monotonic() - began:.3f} s")
    print(head.decode(), end="")
    body = await reader.read()
    print(len(body), body.decode().splitlines()[4])
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
