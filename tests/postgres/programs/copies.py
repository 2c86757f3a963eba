import asyncio
import io

import asyncpg


async def lines():
    for number in range(3):
        yield f"{number + 10}\tline {number}\n".encode()


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    await conn.execute("CREATE TABLE lines (number int, text text)")
    print(await conn.copy_records_to_table("lines", records=[(1, "one"), (2, None), (3, "three")]))
    print(await conn.copy_to_table("lines", source=io.BytesIO(b'4,"four, and"\n5,five\n'), format="csv"))
    print(await conn.copy_to_table("lines", source=lines()))
    output = io.BytesIO()
    print(await conn.copy_from_query("SELECT * FROM lines WHERE number > $1 ORDER BY number", 2, output=output, format="csv", header=True))
    print(output.getvalue().decode())
    output = io.BytesIO()
    await conn.copy_from_table("lines", columns=["text"], output=output)
    print(output.getvalue())
    try:
        await conn.copy_records_to_table("lines", records=[("x", "one")])
    except Exception as error:
        print(type(error).__name__, error)
    try:
        await conn.copy_to_table("lines", source=io.BytesIO(b"x\ty\n"))
    except asyncpg.PostgresError as error:
        print(type(error).__name__, error)
    print(await conn.fetchval("SELECT count(*) FROM lines"))
    await conn.close()


asyncio.run(main())
