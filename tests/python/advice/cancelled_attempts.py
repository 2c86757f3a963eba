import asyncio


async def connect(host, seconds):
    await asyncio.sleep(seconds)
    return host


async def main():
    for host, seconds in (("slow", 5), ("slower", 6), ("fast", 0.5)):
        try:
            async with asyncio.timeout(1):
                found = await connect(host, seconds)
        except TimeoutError:
            print(host, "took too long")
        else:
            print("connected to", found)


asyncio.run(main())
