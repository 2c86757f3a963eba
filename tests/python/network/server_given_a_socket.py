import asyncio
import socket


async def handle(reader, writer):
    writer.write(await reader.read(10))
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = await asyncio.start_server(handle, sock=listener)
    client = socket.socket()
    client.setblocking(False)
    await loop.sock_connect(client, listener.getsockname())
    reader, writer = await asyncio.open_connection(sock=client)
    writer.write(b"over")
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    one, other = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=one)
    other.sendall(b"by a pair")
    print(await reader.read(100))
    other.close()
    print(await reader.read(100))
    writer.close()
    try:
        await asyncio.open_connection(sock=other, host="127.0.0.1")
    except ValueError as error:
        print(error)
    try:
        await asyncio.start_server(handle)
    except ValueError as error:
        print(error)


asyncio.run(main())
