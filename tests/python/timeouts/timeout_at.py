import asyncio


async def main():
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 2
    for n in range(3):
        try:
            async with asyncio.timeout_at(deadline):
                await asyncio.sleep(1.5)
                print(n, "done at", loop.time())
        except TimeoutError:
            print(n, "timed out at", loop.time())


asyncio.run(main())
