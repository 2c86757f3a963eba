import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    pairs = [socket.socketpair() for _ in range(5)]
    for number, (one, other) in enumerate(pairs):
        one.setblocking(False)
        other.setblocking(False)

        def read(number=number, sock=other):
            print("turn", turn, "reads", number, sock.recv(1))

        loop.add_reader(other, read)
    turn = 0
    for order in ([3, 1, 4], [0, 2], [1, 0, 3], [4, 4, 2, 1, 0]):
        for number in order:
            pairs[number][0].send(b"x")
        for _ in range(4):
            turn += 1
            await asyncio.sleep(0)
    loop.call_soon(print, "before what is ready")
    pairs[2][0].send(b"y")
    loop.call_later(0, print, "timer after what is ready")
    loop.call_soon(print, "soon")
    await asyncio.sleep(0.1)
    for one, other in pairs:
        loop.remove_reader(other)


asyncio.run(main())
