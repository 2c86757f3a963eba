import asyncio

CONNECTIONS = 10
REQUESTS = 10


async def handle(reader, writer):
    while line := await reader.readline():
        while await reader.readline() not in (b"\r\n", b""):
            pass
        number = int(line.split()[1].rsplit(b"/", 1)[1])
        await asyncio.sleep(0.05 + number % 7 * 0.01)
        body = f"item {number}\n".encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
    writer.close()


async def client(port, numbers):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    got = []
    for number in numbers:
        writer.write(f"GET /items/{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        got.append(await reader.readexactly(length))
    writer.close()
    await writer.wait_closed()
    return got


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        numbers = [range(i, CONNECTIONS * REQUESTS, CONNECTIONS) for i in range(CONNECTIONS)]
        results = await asyncio.gather(*(client(port, own) for own in numbers))
    print(sum(map(len, results)), "responses;", "the last is", results[-1][-1])


asyncio.run(main())
