import asyncio


class Answers(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.data = b""

    def data_received(self, data):
        self.data += data

    def eof_received(self):
        print("server: end of", self.data)
        asyncio.get_running_loop().call_later(1, self.answer)
        return True

    def answer(self):
        self.transport.write(self.data[::-1])
        self.transport.close()

    def connection_lost(self, error):
        print("server: lost", error)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Answers, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"abc")
    writer.write(b"def")
    writer.write_eof()
    try:
        writer.write(b"more")
    except RuntimeError as error:
        print(error)
    print(await reader.read(), loop.time() > 0)
    writer.close()
    server.close()


asyncio.run(main())
