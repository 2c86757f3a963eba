import asyncio


class EchoServer(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print("server: made", transport.get_extra_info("peername")[0])

    def data_received(self, data):
        print("server:", data)
        self.transport.write(data)

    def eof_received(self):
        print("server: eof")

    def connection_lost(self, error):
        print("server: lost", error)


class EchoClient(asyncio.Protocol):
    def __init__(self, message, lost):
        self.message, self.lost = message, lost

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.message)
        print("client: sent")

    def data_received(self, data):
        print("client:", data)
        self.transport.close()

    def connection_lost(self, error):
        print("client: lost", error)
        self.lost.set_result(True)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(EchoServer, "127.0.0.1", 0)
    lost = loop.create_future()
    transport, protocol = await loop.create_connection(
        lambda: EchoClient(b"Hello World!", lost), *server.sockets[0].getsockname()
    )
    print(type(transport).__name__, protocol.transport is transport)
    print(transport.get_extra_info("socket").family, transport.get_protocol() is protocol)
    await lost
    server.close()
    await server.wait_closed()


asyncio.run(main())
