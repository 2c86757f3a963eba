import asyncio
import socket


async def scan(port):
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


async def main():
    async def handle(reader, writer):
        writer.close()

    servers = [await asyncio.start_server(handle, "127.0.0.1", 0) for _ in range(3)]
    ports = [server.sockets[0].getsockname()[1] for server in servers]
    closed = []
    for _ in range(3):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            closed.append(taken.getsockname()[1])
    limit = asyncio.Semaphore(2)

    async def scan_few(port):
        async with limit:
            return await scan(port)

    found = await asyncio.gather(*map(scan_few, [*ports, *closed]))
    print(found)
    for server in servers:
        server.close()
        await server.wait_closed()
    print(await asyncio.gather(*map(scan, ports)))


asyncio.run(main())
