import asyncio


async def handle(reader, writer):
    try:
        await reader.read(100)
    except asyncio.CancelledError:
        print("handler cancelled")
        raise
    finally:
        writer.close()
        print("handler closes")


async def main():
    handlers = []

    def start(reader, writer):
        handlers.append(asyncio.create_task(handle(reader, writer)))

    server = await asyncio.start_server(start, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(0.1)
    handlers[0].cancel()
    print("client reads", await reader.read())
    writer.close()
    first = asyncio.create_task(reader.read(1))
    await first
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    first = asyncio.create_task(reader.readline())
    await asyncio.sleep(0)
    try:
        await reader.readline()
    except RuntimeError as error:
        print(error)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    writer.close()
    await asyncio.sleep(0.1)
    print([task.done() for task in handlers])
    server.close()


asyncio.run(main())
