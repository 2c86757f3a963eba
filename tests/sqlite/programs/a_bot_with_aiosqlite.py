import asyncio
import sqlite3

import aiosqlite


async def add(name, texts):
    async with aiosqlite.connect("bot.db") as db:
        for text in texts:
            await db.execute("INSERT INTO message(name, text) VALUES (?, ?)", (name, text))
            await asyncio.sleep(0.01)
        await db.commit()


async def main():
    async with aiosqlite.connect("bot.db") as db:
        await db.execute("CREATE TABLE message(id INTEGER PRIMARY KEY, name TEXT, text TEXT)")
        await db.commit()
    await add("Ann", ["hello", "how are you?"])
    await add("Bob", ["fine"])
    async with aiosqlite.connect("bot.db") as db:
        db.row_factory = aiosqlite.Row
        async with db.execute("SELECT * FROM message ORDER BY id") as cursor:
            async for row in cursor:
                print(row["id"], row["name"], row["text"])
        cursor = await db.execute("SELECT count(*) FROM message")
        print(tuple(await cursor.fetchone()))
        await cursor.close()
        rows = await db.execute_fetchall("SELECT name, count(*) FROM message GROUP BY name")
        print([tuple(row) for row in rows])
        try:
            await db.execute("INSERT INTO message VALUES (1, 'x', 'y')")
        except sqlite3.IntegrityError as error:
            print(type(error).__name__, error)
        await db.create_function("shout", 1, str.upper)
        async with db.execute("SELECT shout(text) FROM message") as cursor:
            print([row[0] for row in await cursor.fetchall()])
        print(db.total_changes, db.in_transaction)
        await db.rollback()
    try:
        await db.execute("SELECT 1")
    except ValueError as error:
        print(error)


asyncio.run(main())
