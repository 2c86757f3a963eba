import asyncio


async def silent(reader, writer):
    try:
        await asyncio.sleep(10)
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    try:
        await asyncio.wait_for(reader.readline(), 0.5)
    except TimeoutError as error:
        print("wait_for", repr(error))
    try:
        async with asyncio.timeout(0.25):
            await reader.read(1)
    except TimeoutError as error:
        print("timeout", repr(error))
    reading = asyncio.create_task(reader.readexactly(3))
    await asyncio.sleep(0)
    reading.cancel()
    try:
        await reading
    except asyncio.CancelledError:
        print("cancelled")
    print("buffer", reader._buffer, reader.at_eof())
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
