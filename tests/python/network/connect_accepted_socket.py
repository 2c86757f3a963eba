import asyncio
import socket


class Upper(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data.upper())
        self.transport.close()


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(listener.getsockname())
    connection, _ = listener.accept()
    transport, protocol = await loop.connect_accepted_socket(Upper, connection)
    client.sendall(b"text")
    client.setblocking(False)
    print(await loop.sock_recv(client, 10), await loop.sock_recv(client, 10))
    try:
        loop.add_reader(connection, print)
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__)
    client.close()
    listener.close()


asyncio.run(main())
