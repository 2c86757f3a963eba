import asyncio


async def pipe(reader, writer, name):
    while data := await reader.read(4096):
        print(name, data)
        writer.write(data)
        await writer.drain()
    writer.write_eof()


async def main():
    async def echo(reader, writer):
        while data := await reader.read(4096):
            writer.write(data.swapcase())
        writer.close()

    async def proxy(reader, writer):
        to_reader, to_writer = await asyncio.open_connection(*origin.sockets[0].getsockname())
        await asyncio.gather(pipe(reader, to_writer, ">"), pipe(to_reader, writer, "<"))
        writer.close()
        to_writer.close()

    origin = await asyncio.start_server(echo, "127.0.0.1", 0)
    between = await asyncio.start_server(proxy, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*between.sockets[0].getsockname())
    writer.write(b"Through the proxy")
    print(await reader.read(100))
    writer.write(b"AND back")
    writer.write_eof()
    print(await reader.read())
    writer.close()
    origin.close()
    between.close()


asyncio.run(main())
