import asyncio
import threading
import time
import socket


async def main():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    one.setblocking(False)
    loop.add_reader(one, lambda: print("ready", one.recv(10), loop.time()))
    loop.call_later(1, print, "timer")
    time.sleep(1)
    other.send(b"x")
    await asyncio.sleep(0)
    print("main")
    await asyncio.sleep(0.5)
    loop.call_later(0.5, other.send, b"by a timer")
    loop.call_later(0.5, print, "another timer of the same moment")
    await asyncio.sleep(1)
    loop.remove_reader(one)


asyncio.run(main())
