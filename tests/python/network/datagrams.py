import asyncio


class Server(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        print("server:", data, address[0])
        self.transport.sendto(data.upper(), address)


class Client(asyncio.DatagramProtocol):
    def __init__(self, done):
        self.done, self.count = done, 0

    def connection_made(self, transport):
        for word in (b"one", b"two", b"three"):
            transport.sendto(word)

    def datagram_received(self, data, address):
        print("client:", data)
        self.count += 1
        if self.count == 3:
            self.done.set_result(None)

    def error_received(self, error):
        print("client: error", repr(error))
        if not self.done.done():
            self.done.set_result(None)

    def connection_lost(self, error):
        print("client: lost", error)


async def main():
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
    address = transport.get_extra_info("sockname")
    done = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(lambda: Client(done), remote_addr=address)
    await done
    client.close()
    transport.close()
    await asyncio.sleep(0.1)
    done = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(lambda: Client(done), remote_addr=address)
    await done
    client.close()
    await asyncio.sleep(0.1)


asyncio.run(main())
