import asyncio


async def handle(reader, writer):
    for number in range(200):
        writer.write(bytes(100_000))
        await writer.drain()
    writer.close()
    print("server has sent all at", round(asyncio.get_running_loop().time(), 1))


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(3)
    total = 0
    while data := await reader.read(50_000):
        total += len(data)
    print("client has read", total)
    writer.close()
    server.close()


asyncio.run(main())
