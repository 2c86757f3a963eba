import asyncio


async def flaky(n):
    await asyncio.sleep(0.2)
    if n < 2:
        raise TimeoutError(f"try {n}")
    return n


async def main():
    result = None
    n = 0
    while result is None:
        try:
            result = await flaky(n)
        except TimeoutError as error:
            print("again:", error)
            n += 1
    print("result", result)


asyncio.run(main())
