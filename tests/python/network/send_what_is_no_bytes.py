import asyncio


async def main():
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    for wrong in ("text", 5, None):
        try:
            writer.write(wrong)
        except TypeError as error:
            print(type(error).__name__, type(wrong).__name__)
    writer.write(b"")
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    writer.write(b"after closing")
    try:
        await writer.drain()
    except ConnectionResetError as error:
        print(repr(error))
    server.close()


asyncio.run(main())
