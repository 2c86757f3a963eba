import asyncio


async def handle(reader, writer):
    print("exactly", await reader.readexactly(4))
    print("until", await reader.readuntil(b";"))
    print("until one of", await reader.readuntil((b"?", b"!")))
    print("line", await reader.readline())
    print("some", await reader.read(3))
    try:
        await reader.readexactly(100)
    except asyncio.IncompleteReadError as error:
        print(error, error.partial, error.expected)
    print("at the end", await reader.read(), reader.at_eof())
    try:
        await reader.readuntil(b"x")
    except asyncio.IncompleteReadError as error:
        print(error, error.partial)
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.writelines([b"abcd", b"ef;", b"what!", b"a line\n"])
    await writer.drain()
    await asyncio.sleep(1)
    writer.write(b"123456")
    await asyncio.sleep(1)
    writer.write(b"789")
    writer.write_eof()
    print("client sees", await reader.read(), writer.can_write_eof())
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(main())
