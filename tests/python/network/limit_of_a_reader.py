import asyncio


async def handle(reader, writer):
    try:
        await reader.readline()
    except ValueError as error:
        print("readline:", error)
    try:
        await reader.readuntil(b"!")
    except asyncio.LimitOverrunError as error:
        print("readuntil:", error, error.consumed)
    print("whole", len(await reader.readexactly(200)))
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=64)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"x" * 100)
    await asyncio.sleep(0.1)
    writer.write(b"y" * 300)
    await reader.read()
    writer.close()
    server.close()


asyncio.run(main())
