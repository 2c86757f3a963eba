import asyncio

guests = {}


async def say(text, sender=None):
    print("chat:", text)
    for name, writer in guests.items():
        if name != sender:
            writer.write(f"{text}\n".encode())
            await writer.drain()


async def serve(reader, writer):
    # The first line is the guest's name.
    name = (await reader.readline()).decode().strip()
    guests[name] = writer
    await say(f"{name} is here", name)
    while line := await reader.readline():
        await say(f"{name}: {line.decode().strip()}", name)
    del guests[name]
    await say(f"{name} has left")
    writer.close()


async def listen(name, reader):
    while line := await reader.readline():
        print(f"    {name} reads: {line.decode().strip()}")


async def guest(name, comes, *words):
    await asyncio.sleep(comes)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    # Reading and writing at the same time takes two tasks.
    listening = asyncio.create_task(listen(name, reader), name=f"{name} listens")
    for word in (name, *words):
        writer.write(f"{word}\n".encode())
        await writer.drain()
        await asyncio.sleep(1)
    writer.close()
    await writer.wait_closed()
    await listening


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 8888), asyncio.TaskGroup() as group:
        group.create_task(guest("Alice", 0, "who is here?", "hello, Bob", "I must go"), name="Alice")
        group.create_task(guest("Bob", 0.5, "me!", "hello"), name="Bob")
        group.create_task(guest("Charlie", 2.2, "am I late?"), name="Charlie")


asyncio.run(main())
