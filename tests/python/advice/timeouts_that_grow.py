import asyncio


async def answer():
    await asyncio.sleep(1.5)
    return 42


async def main():
    for limit in (0.5, 1, 2):
        try:
            print(await asyncio.wait_for(answer(), limit))
            break
        except TimeoutError:
            print("not within", limit)


asyncio.run(main())
