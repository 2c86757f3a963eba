import asyncio

clients = {}


async def handle(reader, writer):
    name = (await reader.readline()).decode().strip()
    clients[name] = writer
    await tell(f"{name} comes")
    try:
        while line := await reader.readline():
            await tell(f"{name}: {line.decode().strip()}")
    finally:
        del clients[name]
        await tell(f"{name} goes")
        writer.close()


async def tell(text):
    print("server:", text)
    for writer in clients.values():
        writer.write(f"{text}\n".encode())
        await writer.drain()


async def client(port, name, words, start):
    await asyncio.sleep(start)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{name}\n".encode())

    async def listen():
        async for line in reader:
            print(f"  {name} hears {line.decode().strip()}")

    listening = asyncio.create_task(listen())
    for word in words:
        await asyncio.sleep(1)
        writer.write(f"{word}\n".encode())
        await writer.drain()
    await asyncio.sleep(1)
    writer.write_eof()
    await listening
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        await asyncio.gather(
            client(port, "Ada", ["hello", "anybody?"], 0),
            client(port, "Ben", ["hi"], 0.5),
            client(port, "Cy", [], 0.7),
        )


asyncio.run(main())
