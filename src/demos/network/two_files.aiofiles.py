import asyncio

import aiofiles


async def write(name, lines):
    async with aiofiles.open(name, "w") as file:
        for number in range(1, lines + 1):
            await file.write(f"line {number} of {name}\n")  # done by a thread of a pool
            print(f"{name}: {number}")


async def main():
    await asyncio.gather(write("a.txt", 3), write("b.txt", 3))
    async with aiofiles.open("a.txt") as file:
        async for line in file:
            print(line.strip())


asyncio.run(main())
