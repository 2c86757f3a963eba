import asyncio


async def serve(reader, writer):
    # A task of its own for each connection.
    while line := await reader.readline():
        print("server:", line.decode().strip())
        await asyncio.sleep(0.3)  # the server thinks
        writer.write(line.upper())
        await writer.drain()
    print("server: the client has left")
    writer.close()
    await writer.wait_closed()


async def client(name, pause):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    for word in "hello", "goodbye":
        writer.write(f"{name} says {word}\n".encode())
        await writer.drain()
        answer = await reader.readline()
        print(f"{name}:", answer.decode().strip())
        await asyncio.sleep(pause)
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8888)
    async with server, asyncio.TaskGroup() as group:
        group.create_task(client("Alice", 0.5), name="Alice")
        group.create_task(client("Bob", 0.2), name="Bob")


asyncio.run(main())
