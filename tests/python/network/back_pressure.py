import asyncio

SIZE = 40_000_000


async def handle(reader, writer):
    await asyncio.sleep(2)
    got = 0
    while data := await reader.read(1 << 20):
        got += len(data)
    print("server has read", got)
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    loop = asyncio.get_running_loop()
    began = loop.time()
    writer.write(bytes(SIZE))
    print("written, and in the buffer is more than the limit:", writer.transport.get_write_buffer_size() > 65536)
    await writer.drain()
    print("drained after", round(loop.time() - began), "s")
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(1)
    server.close()
    await server.wait_closed()


asyncio.run(main())
