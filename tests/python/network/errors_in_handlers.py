import asyncio


async def fails(reader, writer):
    await reader.readline()
    raise ValueError("in the handler")


class Breaks(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        raise KeyError("in data_received")

    def connection_lost(self, error):
        print("lost", repr(error))


async def main():
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        print(context["message"], "|", repr(context.get("exception")), "|", sorted(context))

    loop.set_exception_handler(handler)
    server = await asyncio.start_server(fails, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"\n")
    print(await reader.read())
    writer.close()
    server.close()
    server = await loop.create_server(Breaks, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"x")
    try:
        print(await reader.read())
    except ConnectionResetError as error:
        print(repr(error))
    writer.close()
    server.close()
    await asyncio.sleep(0.1)


asyncio.run(main())
