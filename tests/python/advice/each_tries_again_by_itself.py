import asyncio

FAILING = {"b": 1}


async def get_once(name, attempt):
    await asyncio.sleep(0.2)
    if attempt < FAILING.get(name, 0):
        raise ConnectionError(name)
    return f"data of {name}"


async def fetch_with_retry(name):
    for attempt in range(3):
        try:
            return await get_once(name, attempt)
        except ConnectionError as error:
            print("failed", error)
            await asyncio.sleep(0.1 * 2**attempt)
    raise RuntimeError("gave up")


async def main():
    a = await fetch_with_retry("a")
    b = await fetch_with_retry("b")
    print(a, b)


asyncio.run(main())
