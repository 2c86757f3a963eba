import asyncio


async def handle(reader, writer):
    print("connected")
    data = await reader.read(100)
    print("server got", data)
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    await asyncio.sleep(0)
    server.close()
    closed = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(1)
    print("closed while a connection stands:", closed.done())
    try:
        await asyncio.open_connection(*address)
    except ConnectionRefusedError:
        print("no more connections")
    writer.write(b"bye")
    await closed
    print(await reader.read())
    writer.close()
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        await asyncio.sleep(0.1)
        server.close_clients()
        print("closed by the server", await reader.read())
        writer.close()
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(0.1)
    server.close()
    server.abort_clients()
    await server.wait_closed()
    print("aborted", await reader.read())


asyncio.run(main())
