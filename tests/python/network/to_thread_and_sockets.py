import asyncio
import socket


def fetch(address, text):
    with socket.create_connection(address) as sock:
        sock.sendall(text)
        sock.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: sock.recv(100), b""))


async def handle(reader, writer):
    text = await reader.read()
    await asyncio.sleep(len(text) / 10)
    writer.write(text.title())
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    loop = asyncio.get_running_loop()
    for text in await asyncio.gather(
        *(asyncio.to_thread(fetch, address, text) for text in (b"three words here", b"two words", b"word"))
    ):
        print(text)
    print(round(loop.time() * 10))
    server.close()
    await server.wait_closed()


asyncio.run(main())
