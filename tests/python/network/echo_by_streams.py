import asyncio


async def handle(reader, writer):
    while line := await reader.readline():
        print("server got", line)
        writer.write(line.upper())
        await writer.drain()
    print("server: client is gone")
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print("listening on", host)
    reader, writer = await asyncio.open_connection(host, port)
    for word in ("hello", "world"):
        writer.write(f"{word}\n".encode())
        await writer.drain()
        print("client got", await reader.readline())
        await asyncio.sleep(0.5)
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print("closed", server.sockets)


asyncio.run(main())
