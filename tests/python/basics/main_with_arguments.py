import asyncio
import sys


async def main(*names, greeting="hello"):
    for name in names:
        print(f"{greeting}, {name}")
        await asyncio.sleep(0)
    return len(names)


print(len(sys.argv), sys.argv[0].endswith(".py"))
print(asyncio.run(main("a", "b", greeting="hi")))
