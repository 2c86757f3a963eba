import asyncio


async def main():
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    print(server.get_loop() is asyncio.get_running_loop())
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(await reader.read(), writer.is_closing(), writer.get_extra_info("nothing", "default"))
    print(writer.get_extra_info("peername") == server.sockets[0].getsockname())
    print(writer.get_extra_info("socket").type)
    writer.close()
    print(writer.is_closing())
    await writer.wait_closed()
    server.close()


asyncio.run(main())
