import asyncio

import asyncpg


async def serve(pool, reader, writer):
    while line := await reader.readline():
        row = await pool.fetchrow("SELECT name, age FROM users WHERE id = $1", int(line))
        writer.write(f"{row['name']} {row['age']}\n".encode() if row else b"nobody\n")
        await writer.drain()
    writer.close()


async def ask(port, *numbers):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for number in numbers:
        writer.write(b"%d\n" % number)
        answers.append((await reader.readline()).decode().strip())
    writer.close()
    return answers


async def main():
    async with asyncpg.create_pool("postgresql://localhost/db", min_size=2, max_size=2) as pool:
        server = await asyncio.start_server(lambda *streams: serve(pool, *streams), "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            for answers in await asyncio.gather(ask(port, 1, 2), ask(port, 3, 9), ask(port, 2)):
                print(answers)


asyncio.run(main())
