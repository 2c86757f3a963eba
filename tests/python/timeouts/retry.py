import asyncio
import itertools

attempts = itertools.count(1)


async def unreliable():
    attempt = next(attempts)
    await asyncio.sleep(4 - attempt)
    return f"answer of attempt {attempt}"


async def with_retries(function, times, timeout, pause):
    for n in range(times):
        try:
            return await asyncio.wait_for(function(), timeout)
        except TimeoutError:
            print(f"attempt {n + 1} took too long; waiting {pause}")
            await asyncio.sleep(pause)
            pause *= 2
    raise ConnectionError("gave up")


async def main():
    print(await with_retries(unreliable, 5, 1.5, 0.1))
    try:
        await with_retries(lambda: asyncio.sleep(9), 3, 1, 1)
    except ConnectionError as error:
        print(error)


asyncio.run(main())
