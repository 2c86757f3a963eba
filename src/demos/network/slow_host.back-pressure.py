import asyncio
import time

MB = 1024 * 1024


def say(text):
    print(f"{time.monotonic():.1f} {text}")


async def read_slowly(reader, writer):
    try:
        for number in range(1, 9):
            await reader.readexactly(MB)
            say(f"server: piece {number} is here")
            await asyncio.sleep(0.5)  # what it does with it
    finally:
        writer.close()


async def main():
    async with await asyncio.start_server(read_slowly, "127.0.0.1", 8888, limit=MB):
        reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
        for number in range(1, 9):
            writer.write(bytes(MB))  # never waits: what cannot go yet is kept in memory
            began = time.monotonic()
            await writer.drain()  # waits for as long as too much is kept
            say(f"client: piece {number} has gone, after {time.monotonic() - began:.1f} s")
        await reader.read()
        writer.close()
    say("over")


asyncio.run(main())
