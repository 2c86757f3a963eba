import asyncio


async def handle(reader, writer):
    async def say():
        for number in range(3):
            writer.write(f"news {number}\n".encode())
            await asyncio.sleep(0.3)

    saying = asyncio.create_task(say())
    async for line in reader:
        writer.write(b"heard " + line)
    await saying
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())

    async def talk():
        for word in ("a", "b"):
            await asyncio.sleep(0.4)
            writer.write(f"{word}\n".encode())
        writer.write_eof()

    talking = asyncio.create_task(talk())
    async for line in reader:
        print(round(asyncio.get_running_loop().time(), 1), line)
    await talking
    writer.close()
    server.close()


asyncio.run(main())
