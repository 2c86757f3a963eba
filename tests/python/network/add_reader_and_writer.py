import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    one.setblocking(False)
    other.setblocking(False)
    done = asyncio.Event()

    def read(name):
        data = other.recv(100)
        print(name, data)
        if not data:
            loop.remove_reader(other)
            done.set()

    def write():
        print("writable")
        one.send(b"by the writer")
        print("removed", loop.remove_writer(one), loop.remove_writer(one))

    loop.add_reader(other, read, "first")
    one.send(b"hello")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.add_reader(other.fileno(), read, "second")
    loop.add_writer(one, write)
    await asyncio.sleep(0.1)
    one.close()
    await done.wait()
    print(loop.remove_reader(other))
    other.close()


asyncio.run(main())
