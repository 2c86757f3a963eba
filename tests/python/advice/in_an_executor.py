import asyncio
import time


def parse(name):
    time.sleep(0.4)
    return name.split(".")[0]


async def main():
    loop = asyncio.get_running_loop()
    parsed = []
    for name in ("a.txt", "b.txt"):
        parsed.append(await loop.run_in_executor(None, parse, name))
    print(parsed)


asyncio.run(main())
