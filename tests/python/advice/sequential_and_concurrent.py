import asyncio
import time


async def fetch(number):
    await asyncio.sleep(1)
    return f"result {number}"


async def sequential():
    started = time.perf_counter()
    first = await fetch(1)
    second = await fetch(2)
    third = await fetch(3)
    print(first, second, third)
    return time.perf_counter() - started


async def concurrent():
    started = time.perf_counter()
    print(await asyncio.gather(fetch(1), fetch(2), fetch(3)))
    return time.perf_counter() - started


async def main():
    slow = await sequential()
    fast = await concurrent()
    print("measured:", slow > 0, fast > 0)


asyncio.run(main())
