import asyncio
import time


async def main():
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("example.com", 443, ssl=True)
    print(f"connected and shaken hands after {time.monotonic() - began:.3f} s")
    end = writer.get_extra_info("ssl_object")
    certificate = end.getpeercert()
    print(end.version(), certificate["subject"], certificate["issuer"], certificate["subjectAltName"])
    for path in ("/", "/second"):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: example.com\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(int(line.split(": ")[1]) for line in head.splitlines() if line.startswith("Content-Length"))
        body = await reader.readexactly(length)
        print(head.splitlines()[0], length, f"{time.monotonic() - began:.3f} s", body.decode().splitlines()[2])
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
