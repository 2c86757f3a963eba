"""Servers that break HTTP in many ways, and what the library's clients say."""

import asyncio
import http.client
import urllib.error
import urllib.request

ANSWERS = {
    "no protocol": b"hello, this is no HTTP\r\n\r\n",
    "nothing": b"",
    "a status that is no number": b"HTTP/1.1 abc OK\r\n\r\n",
    "a status out of range": b"HTTP/1.1 1000 Much\r\n\r\n",
    "cut in the head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "cut in the body": b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
    "a length that is none": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc",
    "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
    "a chunk without a size": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
    "a chunk that is cut": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "a head without end": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200,
    "a very long line": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    "a line without a colon": b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 2\r\n\r\nok",
    "NUL in the head": b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\nok",
    "a redirect to itself": None,
    "an old protocol": b"HTTP/0.9 200 OK\r\n\r\nold",
    "a new protocol": b"HTTP/7.0 200 OK\r\n\r\nnew",
    "hints before the answer": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
}


async def main():
    for name, answer in ANSWERS.items():
        async def serve(reader, writer):
            head = await reader.readuntil(b"\r\n\r\n")
            if answer is None:
                writer.write(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                writer.write(answer)
            try:
                await writer.drain()
            except ConnectionError as error:
                print(name, "server:", type(error).__name__)
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        try:
            with await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{port}/", None, 5) as response:
                print(name, "->", response.status, await asyncio.to_thread(response.read))
        except (urllib.error.URLError, http.client.HTTPException, ValueError, OSError) as error:
            text = str(error).replace(str(port), "PORT")[:120]
            print(name, "->", type(error).__name__, text)
        server.close()


asyncio.run(main())
