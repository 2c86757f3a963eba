import asyncio


async def handle(reader, writer):
    request = await reader.readuntil(b"\r\n\r\n")
    print("server got", request.split(b"\r\n")[0])
    await asyncio.sleep(0.1)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /greeting HTTP/1.1\r\nHost: localhost\r\n\r\n")
        response = await reader.read()
        print("client got", response.split(b"\r\n")[0], response.split(b"\r\n\r\n")[1])
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
