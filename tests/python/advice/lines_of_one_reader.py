import asyncio


async def read_line(reader):
    await asyncio.sleep(0.1)
    return (await reader.readline()).decode().strip()


async def main():
    reader = asyncio.StreamReader()
    reader.feed_data(b"HELO\nMAIL\nQUIT\n")
    reader.feed_eof()
    greeting = await read_line(reader)
    command = await read_line(reader)
    print(greeting, command)


asyncio.run(main())
