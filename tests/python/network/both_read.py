import asyncio


async def handle(reader, writer):
    print("server waits for", await reader.readline())


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print("client waits for", await reader.readline())


asyncio.run(main())
