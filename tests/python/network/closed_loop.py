import asyncio
import socket

loop = asyncio.new_event_loop()
one, other = socket.socketpair()
one.setblocking(False)
loop.add_reader(one, print)
loop.close()
for call in (lambda: loop.add_reader(one, print), lambda: loop.remove_reader(one), loop._check_closed):
    try:
        print(call())
    except RuntimeError as error:
        print(repr(error))
other.send(b"x")
print(one.recv(10))
for _ in range(2):

    async def main():
        server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        print(await reader.read())
        writer.close()
        server.close()

    asyncio.run(main())
with asyncio.Runner() as runner:
    async def connect():
        return await asyncio.open_connection(*address)

    listener = socket.create_server(("127.0.0.1", 0))
    address = listener.getsockname()
    reader, writer = runner.run(connect())
    connection, _ = listener.accept()
    connection.sendall(b"between runs")
    connection.close()
    print(runner.run(reader.read()))
    writer.close()
