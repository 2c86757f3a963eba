import asyncio


class Slow(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        transport.pause_reading()
        asyncio.get_running_loop().call_later(1, transport.resume_reading)
        self.got = 0

    def data_received(self, data):
        self.got += len(data)

    def connection_lost(self, error):
        print("server lost", error, self.got)


class Fast(asyncio.Protocol):
    def connection_made(self, transport):
        transport.set_write_buffer_limits(high=100, low=10)
        print("limits", transport.get_write_buffer_limits())
        transport.write(bytes(30_000_000))
        print("left over", transport.get_write_buffer_size() > 0)
        transport.close()
        print("closing", transport.is_closing())

    def pause_writing(self):
        print("pause writing")

    def resume_writing(self):
        print("resume writing")

    def connection_lost(self, error):
        print("client lost", error)
        done.set()


async def main():
    global done
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Slow, "127.0.0.1", 0)
    await loop.create_connection(Fast, *server.sockets[0].getsockname())
    await done.wait()
    await asyncio.sleep(0.1)
    server.close()


asyncio.run(main())
