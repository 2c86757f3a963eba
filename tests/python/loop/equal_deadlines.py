import asyncio


async def sleeper(name, delay):
    await asyncio.sleep(delay)
    print(name)


async def main():
    await asyncio.gather(*(sleeper(f"{n}", 1) for n in range(10)))
    loop = asyncio.get_running_loop()
    when = loop.time() + 1
    for n in (3, 1, 2):
        loop.call_at(when, print, "at", n)
    await asyncio.sleep(2)


asyncio.run(main())
