import asyncio
import sqlite3


def write(name, count):
    con = sqlite3.connect("work.db")
    for n in range(count):
        with con:
            con.execute("INSERT INTO done VALUES (?, ?)", (name, n))
    con.close()
    return f"{name} has written {count}"


async def main():
    with sqlite3.connect("work.db") as con:
        con.execute("CREATE TABLE done(name, n)")
    con.close()
    for said in await asyncio.gather(*(asyncio.to_thread(write, name, count) for name, count in [("a", 3), ("b", 5), ("c", 2)])):
        print(said)
    con = sqlite3.connect("work.db")
    print(con.execute("SELECT name, count(*), max(n) FROM done GROUP BY name").fetchall())
    con.close()


asyncio.run(main())
