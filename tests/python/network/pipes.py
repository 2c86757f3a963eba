import asyncio
import os


async def main():
    loop = asyncio.get_running_loop()
    read, write = os.pipe()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read, "rb"))
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, os.fdopen(write, "wb"))
    writer = asyncio.StreamWriter(transport, protocol, None, loop)
    writer.write(b"a line\nand more")
    print(await reader.readline())
    await asyncio.sleep(0.5)
    writer.close()
    print(await reader.read())


asyncio.run(main())
read, write = os.pipe()
print(os.write(write, b"hello"), os.read(read, 3), os.read(read, 100))
os.set_blocking(read, False)
try:
    os.read(read, 1)
except BlockingIOError as error:
    print(repr(error))
os.set_blocking(write, False)
print(os.write(write, bytes(100_000)))
os.close(write)
total = 0
while data := os.read(read, 10_000):
    total += len(data)
print(total)
os.close(read)
read, write = os.pipe()
os.close(read)
try:
    os.write(write, b"x")
except OSError as error:
    print(repr(error))
with os.fdopen(write, "w") as file:
    print(file.writable(), file.readable(), file.seekable())
try:
    os.close(write)
except OSError as error:
    print(repr(error))
