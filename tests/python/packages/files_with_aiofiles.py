import asyncio

import aiofiles
import aiofiles.os
import aiofiles.tempfile


async def write(name, lines):
    async with aiofiles.open(name, "w") as file:
        for line in lines:
            await file.write(line + "\n")
    return name


async def main():
    names = await asyncio.gather(write("a.txt", ["one", "two"]), write("b.txt", ["three"]))
    print(names)
    for name in names:
        async with aiofiles.open(name) as file:
            async for line in file:
                print(name, repr(line))
    async with aiofiles.open("a.txt", "rb") as file:
        await file.seek(2)
        print(await file.read(3), await file.tell())
    async with aiofiles.open("a.txt", "a") as file:
        await file.writelines(["more\n"])
    print((await aiofiles.os.stat("a.txt")).st_size, await aiofiles.os.path.exists("c.txt"))
    await aiofiles.os.rename("b.txt", "c.txt")
    print(sorted(name for name in await aiofiles.os.listdir(".") if name.endswith(".txt")))
    await aiofiles.os.remove("c.txt")
    try:
        async with aiofiles.open("c.txt") as file:
            pass
    except FileNotFoundError as error:
        print(type(error).__name__, error.errno)
    async with aiofiles.tempfile.TemporaryFile("w+") as file:
        await file.write("for a moment")
        await file.seek(0)
        print(await file.read())
    print(type(aiofiles.stdout).__name__)


asyncio.run(main())
