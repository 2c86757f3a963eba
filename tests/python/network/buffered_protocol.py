import asyncio


class Lines(asyncio.BufferedProtocol):
    def connection_made(self, transport):
        self.transport, self.buffer, self.text = transport, bytearray(8), b""

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, count):
        print("updated", count)
        self.text += self.buffer[:count]

    def eof_received(self):
        print("text", self.text)
        self.transport.write(self.text)

    def connection_lost(self, error):
        print("lost", error)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Lines, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"a text of 20 letters")
    writer.write_eof()
    print(await reader.read())
    writer.close()
    await asyncio.sleep(0)
    server.close()


asyncio.run(main())
