import asyncio
import socket


async def serve(listener):
    loop = asyncio.get_running_loop()
    connection, address = await loop.sock_accept(listener)
    print("accepted", address[0], connection.gettimeout())
    with connection:
        while data := await loop.sock_recv(connection, 1024):
            print("server got", data)
            await loop.sock_sendall(connection, data * 2)
    print("server is done")


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    listener.setblocking(False)
    serving = asyncio.create_task(serve(listener))
    with socket.socket() as client:
        client.setblocking(False)
        await loop.sock_connect(client, listener.getsockname())
        await loop.sock_sendall(client, b"ping")
        print("client got", await loop.sock_recv(client, 100))
        await loop.sock_sendall(client, b"pong")
        buffer = bytearray(100)
        count = await loop.sock_recv_into(client, buffer)
        print("client got", bytes(buffer[:count]))
    await serving
    listener.close()
    one, other = socket.socket(type=socket.SOCK_DGRAM), socket.socket(type=socket.SOCK_DGRAM)
    for each in (one, other):
        each.setblocking(False)
        each.bind(("127.0.0.1", 0))
    receiving = asyncio.create_task(loop.sock_recvfrom(other, 100))
    await asyncio.sleep(0.5)
    await loop.sock_sendto(one, b"datagram", other.getsockname())
    data, address = await receiving
    print(data, address == one.getsockname())
    one.close()
    other.close()


asyncio.run(main())
