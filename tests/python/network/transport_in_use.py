import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    one.setblocking(False)
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=one)
    for call in (lambda: loop.add_reader(one, print), lambda: loop.remove_writer(one)):
        try:
            call()
        except RuntimeError as error:
            print(str(error).startswith("File descriptor"), "is used by transport" in str(error))
    print(str(transport).startswith("<_SelectorSocketTransport fd="), str(transport).endswith("read=polling write=<idle, bufsize=0>>"))
    transport.pause_reading()
    print(transport.is_reading(), str(transport).endswith("read=idle write=<idle, bufsize=0>>"))
    transport.resume_reading()
    try:
        transport.write("text")
    except TypeError as error:
        print(type(error).__name__)
    transport.abort()
    transport.write(b"lost")
    await asyncio.sleep(0)
    print(str(transport).startswith("<_SelectorSocketTransport closed fd="), other.recv(10))
    other.close()


asyncio.run(main())
