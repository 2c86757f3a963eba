import asyncio

import asyncpg


async def main():
    first = await asyncpg.connect("postgresql://localhost/db")
    second = await asyncpg.connect("postgresql://localhost/db")
    queue = asyncio.Queue()

    def heard(conn, pid, channel, payload):
        queue.put_nowait(("first" if conn is first else "second", channel, payload, pid == second.get_server_pid()))

    await first.add_listener("news", heard)
    await second.execute("NOTIFY news, 'hello'")
    print(await queue.get())
    await second.fetch("SELECT pg_notify('news', $1)", "again")
    print(await queue.get())
    async with second.transaction():
        await second.execute("NOTIFY news, 'late'")
        print(queue.empty())
    print(await queue.get())
    await first.remove_listener("news", heard)
    await second.execute("NOTIFY news, 'nobody'")
    await asyncio.sleep(0.05)
    print(queue.empty())
    messages = []
    first.add_log_listener(lambda conn, message: messages.append((message.severity, message.message)))
    await first.execute("DO $$ BEGIN RAISE NOTICE 'noticed %', 1; RAISE WARNING 'warned'; END $$")
    await asyncio.sleep(0.05)
    print(messages)
    await first.close()
    await second.close()


asyncio.run(main())
